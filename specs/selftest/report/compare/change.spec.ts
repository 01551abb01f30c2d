import { expect, test } from '@playwright/test';
import { outcomes } from '../../../../src/judge/verdict.ts';
import { changeOf, type State, titles } from '../../../../src/report/compare/change.ts';

const states: readonly State[] = [...outcomes, 'warned'];

/** What one claim comes to from night to night: rows are A, columns B; a point is no change. */
const nights = `
A \\ B         pass           warned                    fail             deviation        healed        inconclusive        skipped        error
pass          ·              newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
warned        fixed          ·                         newly_failing    newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
fail          fixed          newly_let_pass_by_policy  ·                newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
deviation     fixed          newly_let_pass_by_policy  newly_failing    ·                newly_healed  newly_inconclusive  newly_skipped  newly_in_error
healed        ·              newly_let_pass_by_policy  newly_failing    newly_deviating  ·             newly_inconclusive  newly_skipped  newly_in_error
inconclusive  newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
skipped       newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
error         newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
none          new            new                       new_and_failing  new              new           new                 new            new`;

test('every pair of verdicts of two nights has its change', () => {
  const [head = [], ...rows] = nights
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  for (const [from, ...cells] of rows)
    for (const [index, cell] of cells.entries()) {
      const a = from === 'none' ? undefined : (from as State);
      const change = changeOf(a, head[index + 1] as State);
      expect(change?.title ?? '·', `${from} to ${head[index + 1]}`).toBe(cell.replaceAll('_', ' '));
    }
  expect(rows.length * (head.length - 1)).toBe((states.length + 1) * states.length);
});

const kept: readonly State[] = ['pass', 'warned', 'healed'];
const broken: readonly State[] = ['fail', 'deviation'];
const open: readonly State[] = ['inconclusive', 'skipped', 'error'];

/** What a pair is told as, for each group of states in A and B, by whose the mock is, with what it means for B. */
const pairs: readonly (readonly [a: readonly State[], b: readonly State[], mockIsA: string, mockIsB: string])[] = [
  [kept, kept, 'same', 'same'],
  [broken, broken, 'same', 'same'],
  [kept, broken, 'mock stricter: worse', 'mock laxer: worse'],
  [broken, kept, 'mock laxer: told', 'mock stricter: told'],
  [kept, open, 'decided only in A: undecided', 'decided only in A: undecided'],
  [broken, open, 'decided only in A: undecided', 'decided only in A: undecided'],
  [open, kept, 'decided only in B: told', 'decided only in B: told'],
  [open, broken, 'decided only in B: told', 'decided only in B: told'],
  [open, open, 'same', 'same'],
];

test('every pair of verdicts of a mock and the live service has its relation', () => {
  let tried = 0;
  for (const [inA, inB, mockIsA, mockIsB] of pairs)
    for (const a of inA)
      for (const b of inB)
        for (const [mock, told] of [['A', mockIsA] as const, ['B', mockIsB] as const]) {
          const change = changeOf(a, b, mock);
          expect(change ? `${change.title}: ${change.weight}` : 'same', `${a}, ${b}, mock is ${mock}`).toBe(told);
          tried += 1;
        }
  expect(tried).toBe(2 * states.length ** 2);
});

test('every change has a place in the order of telling', () => {
  const all = [undefined, ...states].flatMap((a) =>
    [undefined, ...states].flatMap((b) =>
      a === undefined && b === undefined
        ? []
        : [undefined, 'A' as const, 'B' as const].flatMap((mock) => changeOf(a, b, mock)?.title ?? []),
    ),
  );
  expect([...new Set(all)].sort()).toEqual([...titles].sort());
});
