import { expect, test } from '@playwright/test';
import { createExplainedResults } from '../../../../fixtures/madeResults.ts';
import type { Deviation } from '../../../../src/judge/deviation.ts';
import { jobSummary } from '../../../../src/report/ci/jobSummary.ts';
import { summarise } from '../../../../src/report/console/summary.ts';
import { type Review, reviewLines, reviewsOf } from '../../../../src/report/record/reviews.ts';

const today = '2026-03-01';
const entry: Deviation = {
  target: 'mock',
  contract: 'groupPolicyOperation/create',
  claim: 'status',
  because: 'it is so',
  evidence: 'https://example.org/1',
  owner: 'somebody',
  since: '2026-01-01',
  reviewBy: '2026-05-01',
};

const days: readonly [reviewBy: string, isOver: boolean, told: 'nothing' | 'due' | 'over'][] = [
  ['2026-05-01', false, 'nothing'],
  ['2026-04-01', false, 'nothing'],
  ['2026-03-31', false, 'due'],
  ['2026-03-01', false, 'due'],
  ['2026-02-28', true, 'over'],
];
for (const [reviewBy, isOver, told] of days)
  test(`on ${today}, of a deviation to be reviewed by ${reviewBy} the run tells: ${told}`, () => {
    const one = { ...entry, reviewBy };
    const rules = isOver ? { digest: '', entries: [], lapsed: [one] } : { digest: '', entries: [one] };
    const place = { contract: entry.contract, claim: 'status', owner: 'somebody', reviewBy };
    const due: Record<typeof told, Review[]> = { nothing: [], due: [place], over: [{ ...place, over: true }] };
    expect(reviewsOf(rules, today)).toEqual(due[told]);
  });

const place = { contract: 'groupPolicyOperation/create', claim: 'status', owner: 'somebody', reviewBy: '2026-03-20' };
const lines: readonly [reviews: readonly Review[], lines: readonly unknown[]][] = [
  [[], []],
  [
    [place],
    [
      '1 deviation is to be reviewed by 2026-03-20, and counts for nothing afterwards (somebody): groupPolicyOperation/create at "status"',
    ],
  ],
  [
    [
      { ...place, over: true },
      { ...place, claim: 'body', over: true },
    ],
    [
      '2 deviations count for nothing, because their review was due by 2026-03-20 (somebody): groupPolicyOperation/create at "status", groupPolicyOperation/create at "body"',
    ],
  ],
  [
    [place, { ...place, owner: 'another' }],
    [expect.stringContaining('(somebody)'), expect.stringContaining('(another)')],
  ],
  [Array.from({ length: 7 }, () => place), [expect.stringMatching(/^7 deviations .*, 2 more$/)]],
];
for (const [reviews, due] of lines)
  test(`${reviews.length} reviews are told in ${due.length} lines`, () => expect(reviewLines(reviews)).toEqual(due));

test('console and job summary tell of reviews', () => {
  const results = createExplainedResults({
    cases: 1,
    claims: () => [{ id: 'a', text: 'a', verdict: 'pass' }],
    beside: { reviews: [place] },
  });
  expect(summarise(results)).toMatch(/^Deviations to review:\n {2}1 deviation is to be reviewed by 2026-03-20,/m);
  expect(jobSummary(results)).toMatch(/^### Deviations to review\n\n- 1 deviation is to be reviewed by 2026-03-20,/m);
});
