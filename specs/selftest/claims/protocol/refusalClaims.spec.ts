import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import type { JsonValue } from '../../../../src/value/json.ts';

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
const wrong = (value: JsonValue): Row[1] => probe('malformed-json', answered(400, value));
const codes =
  'accessDenied, activityLimitReached, generalException, invalidRange, invalidRequest, itemNotFound, malwareDetected, nameAlreadyExists, notAllowed, notSupported, quotaLimitReached, resourceModified, resyncRequired, serviceNotAvailable, syncStateNotFound, unauthenticated';

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
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
