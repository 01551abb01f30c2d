import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../fixtures/judged.ts';
import { broken, kept, open } from '../../src/contract/claim.ts';
import type { Look } from '../../src/contract/evidence.ts';
import type { Exchange, Refused } from '../../src/contract/exchange.ts';
import type { JsonValue } from '../../src/contract/json.ts';

const fault = (code: unknown = 'invalidRequest', more: object = {}): object => ({
  error: { code, message: 'x', ...more },
});
const notFound = answered(404, fault('itemNotFound'));
const refusal = answered(400, fault());
const probe = (name: string, exchange: Exchange): { probes: Record<string, Exchange> } => ({
  probes: { [name]: exchange },
});
const withHeaders = (status: number, headers: Record<string, string>, text?: string): Exchange => ({
  ...unanswered,
  answer: { status, headers, ...(text === undefined ? {} : { text }) },
});
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const page = (items: readonly unknown[], more: object = {}): Exchange => answered(200, { ...more, value: items });
const look = (items: readonly Exchange[], entity?: Exchange): Look => ({ items, ...(entity ? { entity } : {}) });
const wrong = (value: JsonValue): Row[1] => probe('malformed-json', answered(400, value));
const repeated = (refused: Refused, exchange: Exchange): Row[1] => ({
  request: shown(),
  repeated: [{ ...exchange, earlier: [refused] }],
});
const codes =
  'accessDenied, activityLimitReached, generalException, invalidRange, invalidRequest, itemNotFound, malwareDetected, nameAlreadyExists, notAllowed, notSupported, quotaLimitReached, resourceModified, resyncRequired, serviceNotAvailable, syncStateNotFound, unauthenticated';
const plain = { ...unanswered, body: '{"content":"plain 01234567"}' };

/** How a server refuses, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/create#1/protocol refused/malformed-json': [
    ['refused', probe('malformed-json', refusal), kept],
    ['taken', probe('malformed-json', answered(201, file)), broken('status 400', 'status 201', undefined, 201)],
    [
      'refused otherwise',
      probe('malformed-json', notFound),
      broken('status 400', 'status 404 (itemNotFound)', undefined, 404),
    ],
    ['no answer', probe('malformed-json', unanswered), open('the connection was reset')],
    ['another was sent', probe('no-object', refusal), open('it was not sent')],
    ['nothing was sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'this one was not sent, and why',
      { gaps: { request: 'nothing to be found', 'malformed-json': 'left out' } },
      open('left out'),
    ],
  ],
  'groupPolicyObjectFile/create#1/protocol refused/other-media-type': [
    ['refused with the last of some statuses', probe('other-media-type', answered(415)), kept],
    [
      'refused otherwise',
      probe('other-media-type', answered(406)),
      broken('status one of 400, 415', 'status 406', undefined, 406),
    ],
  ],
  'groupPolicyObjectFile/create#1/protocol error/malformed-json': [
    ['an error object', wrong(fault() as JsonValue), kept],
    [
      'an error object, declared with parameters',
      probe(
        'malformed-json',
        withHeaders(400, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(fault())),
      ),
      kept,
    ],
    [
      'an error object, declared as text',
      probe('malformed-json', withHeaders(400, { 'content-type': 'text/plain' }, JSON.stringify(fault()))),
      broken('application/json', 'text/plain'),
    ],
    [
      'an error object, declared as nothing',
      probe('malformed-json', withHeaders(400, {}, JSON.stringify(fault()))),
      broken('application/json', 'no Content-Type'),
    ],
    ['no body', probe('malformed-json', answered(400)), broken('an error object', 'no body')],
    [
      'no JSON',
      probe('malformed-json', answered(400, 'sorry')),
      broken('an error object', 'not JSON: expected a value at character 0'),
    ],
    ['null', wrong(null), broken('an object in error', 'nothing', '/error', null)],
    ['no object', wrong([1]), broken('an object in error', 'nothing', '/error', null)],
    ['no error', wrong({}), broken('an object in error', 'nothing', '/error', null)],
    ['a text for an error', wrong({ error: 'x' }), broken('an object in error', 'string', '/error', 'x')],
    ['null for an error', wrong({ error: null }), broken('an object in error', 'null', '/error', null)],
    ['no code', wrong({ error: { message: 'x' } }), broken('a text', 'nothing', '/error/code', null)],
    ['a number for a code', wrong({ error: { code: 7, message: 'x' } }), broken('a text', 'integer', '/error/code', 7)],
    ['no message', wrong({ error: { code: 'x' } }), broken('a text', 'nothing', '/error/message', null)],
    ['an empty message', wrong({ error: { code: 'x', message: '' } }), kept],
    [
      'an empty code',
      wrong({ error: { code: '', message: 'x' } }),
      broken('an error code', 'an empty text', '/error/code', ''),
    ],
    [
      'the first status that is no refusal counted down',
      probe('malformed-json', answered(399)),
      { outcome: 'kept', note: 'it was not refused' },
    ],
    ['no answer', probe('malformed-json', unanswered), open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
  ],
  'groupPolicyObjectFile/create#1/protocol error-alone': [
    ['alone', wrong(fault() as JsonValue), kept],
    ['annotations besides', wrong({ '@odata.context': 'x', ...fault() }), kept],
    ['something besides', wrong({ note: 'x', ...fault() }), broken('only error', '"note" beside it', '/note')],
    ['something, and no error', wrong({ note: 'x' }), kept],
    ['no object', wrong(['x']), kept],
    ['null', wrong(null), kept],
    [
      'in the second refusal',
      { probes: { one: refusal, two: answered(404, { note: 'x', ...fault() }) } },
      broken('only error', '"note" beside it', '/note'),
    ],
    ['nothing was refused', probe('one', answered(399, { note: 'x', ...fault() })), open('nothing was refused')],
    ['no answer', probe('one', unanswered), open('nothing was refused')],
    ['nothing was sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/create#1/protocol error-code': [
    ...codes.split(', ').map((code): Row => [code, wrong(fault(code) as JsonValue), kept]),
    [
      'another',
      wrong(fault('badRequest') as JsonValue),
      broken(`one of ${codes}`, '"badRequest"', '/error/code', 'badRequest'),
    ],
    [
      'one in another case',
      wrong(fault('ItemNotFound') as JsonValue),
      broken(`one of ${codes}`, '"ItemNotFound"', '/error/code', 'ItemNotFound'),
    ],
    ['no text is the business of another claim', wrong(fault(7) as JsonValue), kept],
    ['no object in error', wrong({ error: 'x' }), kept],
    ['no object', wrong(['x']), kept],
    ['null', wrong(null), kept],
    ['no error', wrong({}), kept],
  ],
  'groupPolicyObjectFile/create#1/protocol challenge': [
    ['there', probe('no-token', withHeaders(401, { 'www-authenticate': 'Bearer' })), kept],
    ['not there', probe('no-token', withHeaders(401, {})), broken('a header WWW-Authenticate', 'none')],
    ['not there with another status', probe('no-token', withHeaders(403, {})), kept],
  ],
  'groupPolicyObjectFile/update#1/protocol untouched': [
    ['the same', { untouched: { before: look([], shown()), after: look([], shown()) } }, kept],
    [
      'another',
      { untouched: { before: look([], shown()), after: look([], shown({ content: 'b' })) } },
      broken('"a text"', '"b"', '/content', 'b'),
    ],
    [
      'gone',
      { untouched: { before: look([], shown()), after: look([], notFound) } },
      broken('status 200 and the entity', 'status 404 (itemNotFound)'),
    ],
    [
      'no answer afterwards',
      { untouched: { before: look([], shown()), after: look([], unanswered) } },
      open('the connection was reset'),
    ],
    ['not read afterwards', { untouched: { before: look([], shown()), after: look([]) } }, open('it was not sent')],
    [
      'not there before',
      { untouched: { before: look([], notFound), after: look([], shown()) } },
      open('it could not be read before: status 404 (itemNotFound)'),
    ],
    ['nothing to look at', { untouched: { before: look([]), after: look([], shown()) } }, kept],
    ['nothing was refused', {}, open('nothing was refused')],
    ['nothing was sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'it was not looked at, and why',
      { gaps: { request: 'nothing to be found', untouched: 'left out' } },
      open('left out'),
    ],
  ],
  'groupPolicyObjectFile/create#1/protocol untouched': [
    ['nothing new', { untouched: { before: look([page([file])]), after: look([page([file])]) } }, kept],
    [
      'something new of the refused requests',
      {
        probes: { one: { ...unanswered }, two: plain },
        untouched: {
          before: look([page([file])]),
          after: look([page([file]), page([{ id: '3' }, { id: '2', content: 'a plain 01234567 text' }])]),
        },
      },
      broken('nothing new in the collection', 'the entity "2"', '/value/1'),
    ],
    [
      'something new of one refused request among others',
      {
        probes: { one: { ...plain, body: '{"content":"plain 89abcdef"}' }, two: plain },
        untouched: { before: look([page([file])]), after: look([page([{ id: '2', content: 'plain 01234567' }])]) },
      },
      broken('nothing new in the collection', 'the entity "2"', '/value/0'),
    ],
    [
      'something new of somebody else, after requests without a text of their own',
      {
        probes: { one: { ...plain, body: '{}' }, two: unanswered },
        untouched: { before: look([page([file])]), after: look([page([{ id: 'undefined', content: null }])]) },
      },
      kept,
    ],
    [
      'something new of somebody else',
      {
        probes: { two: plain },
        untouched: { before: look([page([file])]), after: look([page([{ id: '2', content: 'plain 89abcdef' }])]) },
      },
      kept,
    ],
    [
      'not to be read before',
      { untouched: { before: look([notFound]), after: look([page([])]) } },
      open('the collection could not be read: status 404 (itemNotFound)'),
    ],
    [
      'not to be read afterwards',
      { untouched: { before: look([page([])]), after: look([page([]), unanswered]) } },
      open('the collection could not be read: the connection was reset'),
    ],
  ],
  'groupPolicyConfigurationAssignment/create#1/protocol untouched': [
    [
      'anything new below an entity of the run',
      { untouched: { before: look([page([file])]), after: look([page([file, { id: '2' }])]) } },
      broken('nothing new in the collection', 'the entity "2"', '/value/1'),
    ],
    [
      'the second one gone below an entity of the run',
      { untouched: { before: look([page([file, { id: '2' }])]), after: look([page([file])]) } },
      broken('the entity "2"', 'it is not listed any more', '/value'),
    ],
  ],
  'groupPolicyObjectFile/update#1/protocol precondition': [
    ['refused', probe('stale-etag', answered(412)), kept],
    ['taken', probe('stale-etag', shown()), broken('status 412', 'status 200', undefined, 200)],
    ['no ETag', { gaps: { etag: 'the server gives no ETag' } }, { outcome: 'kept', note: 'the server gives no ETag' }],
    [
      'taken, whatever else',
      { ...probe('stale-etag', shown()), gaps: { etag: 'x' } },
      broken('status 412', 'status 200', undefined, 200),
    ],
    ['no answer', probe('stale-etag', unanswered), open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/delete#1/protocol twice': [
    ['not found', { again: notFound }, kept],
    ['a success', { again: answered(204) }, broken('status 404', 'status 204', undefined, 204)],
    ['no answer', { again: unanswered }, open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 retry-after': [
    ['never refused', { request: shown() }, kept],
    ['told when to come back', repeated({ status: 429, retryAfter: '1' }, shown()), kept],
    [
      'not told when to come back',
      repeated({ status: 429 }, { ...shown(), path: `/${'x'.repeat(200)}` }),
      broken('a header Retry-After', `none in the answer to GET /${'x'.repeat(99)}`),
    ],
    ['refused otherwise', repeated({ status: 503 }, shown()), kept],
    [
      'not told the second time',
      {
        request: shown(),
        repeated: [shown(), { ...shown(), earlier: [{ status: 429, retryAfter: '1' }, { status: 429 }] }],
      },
      broken('a header Retry-After', 'none in the answer to GET /x'),
    ],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 unasked': [
    ['one answer', { request: shown() }, kept],
    [
      'more than one',
      { request: { ...shown(), unasked: true } },
      broken('one answer to one request', 'more bytes on the same connection'),
    ],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['no request', {}, open('the request was not sent')],
    ['no request, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 contention': [
    [
      'refused for a conflict, and then taken',
      repeated({ status: 409 }, { ...answered(399), path: `/${'x'.repeat(200)}` }),
      broken('a success at once', `status 409, then 399, for GET /${'x'.repeat(99)}`),
    ],
    ['refused for a conflict, and then for good', repeated({ status: 409 }, refusal), kept],
    ['refused for a conflict, and then not answered', repeated({ status: 409 }, unanswered), kept],
    ['refused otherwise, and then taken', repeated({ status: 429 }, shown()), kept],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
