import { expect, test } from '@playwright/test';
import { endingOf, endingSignals, type RunFacts, signalCodes } from '../../../../src/report/ending/ending.ts';

const judged = (decision: 'conformant' | 'not conformant' | 'inconclusive' | 'incomplete' | 'error'): RunFacts => ({
  judgement: { decision, word: decision.toUpperCase() },
  playwright: decision === 'conformant' ? 0 : 1,
  leaks: 0,
  missing: [],
  isWritten: true,
  troubles: [],
});
const good = judged('conformant');
const missing = [{ report: 'reports/junit.xml', problem: 'cannot be written' }];

/** Facts of a run, with how it ends. */
const endings: readonly (readonly [what: string, facts: RunFacts, code: number, word: RegExp])[] = [
  ['conformant', good, 0, /^CONFORMANT$/],
  ['broken', judged('not conformant'), 1, /^NOT CONFORMANT$/],
  ['undecided', judged('inconclusive'), 2, /^INCONCLUSIVE$/],
  ['a shard is missing', judged('incomplete'), 2, /^INCOMPLETE$/],
  ['own fault', judged('error'), 3, /^ERROR$/],
  [
    'a missing report',
    { ...good, missing },
    3,
    /^ERROR: reports\/junit.xml cannot be written; the verdict stands: CONF/,
  ],
  ['a missing report of a broken server', { ...judged('not conformant'), missing }, 1, /^NOT CONFORMANT$/],
  ['trouble after the verdict', { ...good, troubles: ['it threw'] }, 3, /^ERROR: it threw; the verdict stands: CONF/],
  ['cut before the reports', { ...good, isWritten: false, playwright: 'SIGKILL' }, 3, /before its reports .*SIGKILL/],
  ['green results of a red runner', { ...good, playwright: 1 }, 3, /^ERROR: Playwright ended with 1; the verdict/],
  ['a secret in a report', { ...judged('not conformant'), leaks: 2 }, 3, /^ERROR: a secret .* 2 report files/],
  [
    'something left',
    { ...good, left: '1 entity may be there' },
    2,
    /^INCONCLUSIVE: 1 entity may be there; the verdict/,
  ],
  ['something left, and broken', { ...judged('not conformant'), left: '1 entity' }, 1, /^NOT CONFORMANT$/],
];
for (const [what, facts, code, word] of endings)
  test(`${what} ends with ${code}`, () => {
    expect(endingOf(facts)).toEqual({ code, word: expect.stringMatching(word) });
  });

test('a run without a verdict is no word about the target', () => {
  const { judgement: _, ...facts } = good;
  expect(endingOf({ ...facts, playwright: 7 })).toEqual({
    code: 3,
    word: expect.stringContaining('(exit code 7); nothing is said'),
  });
});

for (const signal of endingSignals)
  test(`${signal} ends a run as an interrupted one, whatever it came to`, () => {
    for (const facts of [good, judged('not conformant'), { ...good, missing }, judged('error')]) {
      const ending = endingOf({ ...facts, signal, cases: { ended: 15, of: 398 } });
      expect(ending).toEqual({ code: signalCodes[signal], word: `INTERRUPTED after 15 of 398 cases (${signal})` });
    }
    const { judgement: _, ...facts } = good;
    expect(endingOf({ ...facts, signal }).word).toBe(`INTERRUPTED before the first case (${signal})`);
  });
