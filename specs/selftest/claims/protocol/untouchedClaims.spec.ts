import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Look } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const fault = (code: unknown = 'invalidRequest', more: object = {}): object => ({
  error: { code, message: 'x', ...more },
});
const notFound = answered(404, fault('itemNotFound'));
const probe = (name: string, exchange: Exchange): { probes: Record<string, Exchange> } => ({
  probes: { [name]: exchange },
});
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const page = (items: readonly unknown[], more: object = {}): Exchange => answered(200, { ...more, value: items });
const look = (items: readonly Exchange[], entity?: Exchange): Look => ({ items, ...(entity ? { entity } : {}) });
const plain = { ...unanswered, body: '{"content":"plain 01234567"}' };

/** What a refusal leaves as it was, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
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
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
