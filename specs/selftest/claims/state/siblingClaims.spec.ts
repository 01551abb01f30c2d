import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Listing } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const other = { content: 'b' };
const different = broken('"a text"', '"b"', '/content', 'b');
const set = '/deviceManagement/groupPolicyObjectFiles';
const page = (...value: unknown[]): Exchange => answered(200, { value });
const listing = (template: string, ...pages: Exchange[]): Listing => ({ template, pages });
const assignments = '/deviceManagement/groupPolicyConfigurations/{groupPolicyConfigurationId}/assignments';

const beside = {
  sibling: { before: shown(), after: shown() },
  known: { id: '9' },
  sent: { content: 'plain 0123abcd' },
};
const subject = { ...file, id: '9' };
const inSet = (before: Exchange, after: Exchange): object => ({
  beside: { before: listing(set, before), after: listing(set, after) },
});
const below = (before: Exchange, after: Exchange): object => ({
  beside: { before: listing(assignments, before), after: listing(assignments, after) },
});
const carries = broken('the entity "2" as it was', 'it carries a text that was sent to another', '/value/1');

/** What a collection shows of others than the one that was changed. */
const besideRows: readonly Row[] = [
  ['others are as they were', { ...beside, ...below(page(subject, { id: '2' }), page(subject, { id: '2' })) }, kept],
  ['it carries what was sent', { ...beside, ...inSet(page(subject), page({ ...subject, ...beside.sent })) }, kept],
  [
    'another carries what was sent',
    { ...beside, ...inSet(page(subject, { id: '2' }), page(subject, { id: '2', ...beside.sent })) },
    carries,
  ],
  [
    'another carries what was sent later',
    {
      ...beside,
      trials: [{ sent: { content: 'plain 4567cdef' }, exchange: shown() }],
      ...inSet(page(subject, { id: '2' }), page(subject, { id: '2', ouDistinguishedName: 'plain 4567cdef' })),
    },
    carries,
  ],
  [
    'another has a text that tells nothing',
    { ...beside, sent: { content: 'true' }, ...inSet(page(subject), page(subject, { id: '2', content: 'true' })) },
    kept,
  ],
  [
    'another is gone',
    { ...beside, ...below(page({ id: '2' }, subject), page(subject)) },
    broken('the entity "2"', 'it is not listed any more', '/value'),
  ],
  ['another is gone that others may delete', { ...beside, ...inSet(page({ id: '2' }, subject), page(subject)) }, kept],
  ['it is gone itself', { ...beside, ...below(page({ id: '2' }, subject), page({ id: '2' })) }, kept],
  ['it was not listed', { ...beside, ...below(page({ id: '2' }), page()) }, kept],
  ['it is not listed any more', { ...beside, ...inSet(page(subject), page({ id: '2', ...beside.sent })) }, kept],
  ['others cannot be read', { ...beside, ...below(page({ id: '2' }, subject), notFound) }, kept],
];

/** What is shown of others than the entity that was changed, and what claims about them come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/update#1 sibling': [
    ['as before', { sibling: { before: shown(), after: shown() } }, kept],
    ['changed', { sibling: { before: shown(), after: shown(other) } }, different],
    ...besideRows,
    [
      'changed in what is blamed already',
      { sibling: { before: shown(), after: shown(other) } },
      kept,
      ['type/content'],
    ],
    [
      'gone',
      { sibling: { before: shown(), after: notFound } },
      broken('status 200 and the entity', 'status 404 (itemNotFound)'),
    ],
    ['no answer afterwards', { sibling: { before: shown(), after: unanswered } }, open('the connection was reset')],
    [
      'not there before',
      { sibling: { before: notFound, after: shown() } },
      open('it could not be read before: status 404 (itemNotFound)'),
    ],
    ['nothing beside it', {}, open('nothing is beside it')],
    ['nothing at all, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'nothing beside it, and why',
      { gaps: { request: 'nothing to be found', sibling: 'it is the only one' } },
      open('it is the only one'),
    ],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
