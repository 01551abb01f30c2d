import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, trial } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const refusal = answered(400, { error: { code: 'invalidRequest', message: 'x' } });
const made = (change: object = {}): Exchange => answered(201, { ...file, ...change });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });

/** The id that an entity is made with and keeps, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/create#1 identity': [
    ['another one each time', { request: made(), again: made({ id: '2' }) }, kept],
    ['another one in a trial', { request: made(), trials: [trial('x', made({ id: '2' }))] }, kept],
    [
      'the same again',
      { request: made(), again: made() },
      broken('a different id each time', '"1" more than once', '/id', '1'),
    ],
    [
      'the same for two others',
      { request: made(), again: made({ id: '2' }), trials: [trial('x', made({ id: '2' }))] },
      broken('a different id each time', '"1" more than once', '/id', '1'),
    ],
    ['no other entity', { request: made(), again: refusal }, open('no other entity could be made')],
    ['no id', { request: made({ id: undefined }) }, open('the answer has no id')],
    ['no entity', { request: refusal }, open('the answer has no id')],
    [
      'one that leads elsewhere',
      { request: made({ id: '..' }) },
      broken('an id that can stand in a path', '".."', '/id', '..'),
    ],
    ['no text is the business of another claim', { request: made({ id: 7 }), again: made({ id: 8 }) }, kept],
  ],
  'groupPolicyObjectFile/update#1 identity': [
    ['the one before', { request: shown(), before: shown() }, kept],
    ['another one', { request: shown({ id: '2' }), before: shown() }, broken('"1"', '"2"', '/id', '2')],
    ['the one that is known', { request: shown(), known: { id: '1' } }, kept],
    [
      'another than the one known',
      { request: shown(), before: refusal, known: { id: '2' } },
      broken('"2"', '"1"', '/id', '1'),
    ],
    ['nothing is known', { request: shown() }, open('the id was not known before')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
