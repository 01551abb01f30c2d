import { expect, test } from '@playwright/test';
import {
  answered,
  caseOf,
  claimsOfCase,
  file,
  findingOf,
  garbled,
  type Row,
  unanswered,
} from '../../../../fixtures/judged.ts';
import type { Evidence, Trial } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import type { JsonObject } from '../../../../src/value/json.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const post = (status: number, body?: object): Exchange => answered(status, body, { method: 'POST' });

/** A create that was in flight with others: its answer and what was read afterwards, each right unless told otherwise. */
const made = (id: string, answer: Exchange | object = {}, read: Exchange | object | null = {}): Trial => {
  const sent: JsonObject = { content: `content of ${id}` };
  const right = { ...file, ...sent, id };
  const isExchange = (one: object): one is Exchange => 'milliseconds' in one;
  return {
    sent,
    exchange: isExchange(answer) ? answer : post(201, { ...right, ...answer }),
    ...(read === null ? {} : { read: isExchange(read) ? read : answered(200, { ...right, ...read }) }),
  };
};
const listing = (...ids: string[]): Exchange => answered(200, { value: ids.map((id) => ({ ...file, id })) });
const creates = (trials: readonly Trial[], ...pages: readonly Exchange[]): Partial<Evidence> => ({
  parallel: { creates: trials, changes: [], ...(pages.length > 0 ? { listing: { template: '/x', pages } } : {}) },
});

/** Two changes that were in flight at once, their answers, and what was read afterwards. */
const changes = (one: Exchange, other: Exchange, read?: Exchange): Partial<Evidence> => {
  const trial = (sent: JsonObject, exchange: Exchange): Trial => ({ sent, exchange, ...(read ? { read } : {}) });
  return {
    parallel: { creates: [], changes: [trial({ content: 'b' }, one), trial({ ouDistinguishedName: 'c' }, other)] },
  };
};
const shown = (change: object): Exchange => answered(200, { ...file, ...change });
const first = shown({ content: 'b' });
const second = shown({ ouDistinguishedName: 'c' });
const both = shown({ content: 'b', ouDistinguishedName: 'c' });

const tables: Readonly<Record<string, readonly Row[]>> = {
  'parallel/answers': [
    ['each with its own values', creates([made('1'), made('2')]), kept],
    [
      'one with those of another',
      creates([made('1'), made('2', { content: 'content of 1' })]),
      broken('"content of 2"', '"content of 1"', '/content', 'content of 1'),
    ],
    ['one with a value that none sent', creates([made('1'), made('2', { content: 'x' })]), kept],
    [
      'one with another status',
      creates([made('1'), made('2', post(200, made('2').sent))]),
      broken('status 201', 'status 200'),
    ],
    [
      'all with the status of one alone',
      { ...creates([made('1', post(200, made('1').sent))]), story: [{ id: 'made', pages: [answered(200)] }] },
      kept,
    ],
    ['one refused', creates([made('1'), made('2', notFound)]), broken('the entity', 'status 404 (itemNotFound)')],
    ['one by something that is no HTTP', creates([made('1', garbled)]), broken('the entity', 'no HTTP answer')],
    ['one not at all', creates([made('1', notFound), made('2', unanswered)]), open('the connection was reset')],
    ['nothing was made', creates([]), open('it did not come to that')],
    ['nothing was made, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'nothing was made, and why in particular',
      { gaps: { parallel: 'no way', request: 'nothing to be found' } },
      open('no way'),
    ],
  ],
  'parallel/ids': [
    ['one each', creates([made('1'), made('2')]), kept],
    [
      'one for two',
      creates([made('1'), made('2'), made('3', { id: '1' })]),
      broken('an id of its own for each', '"1" more than once', '/id'),
    ],
    ['none', creates([made('1'), made('2', post(201, {}))]), broken('an id of its own for each', 'no id', '/id')],
  ],
  'parallel/kept': [
    ['shown and listed', creates([made('1'), made('2')], listing('1'), listing('3', '2')), kept],
    ['shown, where nothing lists it', creates([made('1'), made('2')]), kept],
    [
      'one not found',
      creates([made('1'), made('2', {}, notFound)]),
      broken('the entity "2"', 'status 404 (itemNotFound)'),
    ],
    [
      'one shown otherwise',
      creates([made('1'), made('2', {}, { content: 'x' })]),
      broken('"content of 2"', '"x"', '/content', 'x'),
    ],
    [
      'one not listed',
      creates([made('1'), made('2')], listing('1', '3')),
      broken('the entity "2" in the collection', '2 others', '/value'),
    ],
    ['one not read', creates([made('1', {}, null)]), open('it did not come to that')],
    ['one whose reading was not answered', creates([made('1', {}, unanswered)]), open('the connection was reset')],
    [
      'a listing that was not answered',
      creates([made('1')], listing('1'), unanswered),
      open('the connection was reset'),
    ],
  ],
  'parallel/changes': [
    ['both kept', changes(first, second, both), kept],
    ['both in one answer', changes(first, both, both), kept],
    ['the first lost', changes(first, second, second), broken('"b"', '"a text"', '/content', 'a text')],
    ['the second lost', changes(first, second, first), broken('"c"', '"a unit"', '/ouDistinguishedName', 'a unit')],
    ['their answers swapped', changes(second, first, both), broken('"b"', '"a text"', '/content', 'a text')],
    ['one refused, also alone', changes(first, answered(409), both), broken('the entity', 'status 409')],
    ['not found afterwards', changes(first, second, notFound), broken('the entity', 'status 404 (itemNotFound)')],
    ['not read afterwards', changes(first, second), open('it did not come to that')],
    ['not answered', changes(first, unanswered, both), open('the connection was reset')],
  ],
};

for (const [id, rows] of Object.entries(tables)) {
  test.describe(id, () => {
    for (const row of rows)
      test(row[0], () => expect(findingOf(`groupPolicyObjectFile/lifecycle ${id}`, row)).toEqual(row[2]));
  });
}

test('what no page makes is only changed at once, only where it has two properties that can be sent, and what has none is answered with nothing of its own', () => {
  const claimed = (id: string): string[] => {
    expect(caseOf(id).kind).toBe('lifecycle');
    return claimsOfCase(id).flatMap((claim) => (claim.kind === 'parallel' ? [claim.id] : []));
  };
  const made = ['parallel/answers', 'parallel/ids', 'parallel/kept'];
  expect(claimed('groupPolicyCategory/lifecycle')).toEqual(['parallel/changes']);
  expect(claimed('groupPolicyConfigurationAssignment/lifecycle')).toEqual(made);
  expect(claimed('groupPolicyPresentationValue/lifecycle')).toEqual(made.slice(1));
});
