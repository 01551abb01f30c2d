import { expect, test } from '@playwright/test';
import { createExplainedResults, type MadeClaim } from '../../../../fixtures/madeResults.ts';
import { annotations } from '../../../../src/report/ci/annotations.ts';
import { jobSummary } from '../../../../src/report/ci/jobSummary.ts';
import { compare } from '../../../../src/report/compare/compare.ts';
import { judgementOf } from '../../../../src/report/ending/judgement.ts';
import type { Beside } from '../../../../src/report/record/buildResults.ts';
import type { Results } from '../../../../src/report/record/results.ts';

const pass: MadeClaim = { id: 'a', text: 'a', verdict: 'pass' };
const fail: MadeClaim = { ...pass, verdict: 'fail', expected: 'x', received: 'y' };
const open: MadeClaim = { ...pass, verdict: 'inconclusive', reason: 'no answer came' };
const known: MadeClaim = { ...pass, verdict: 'deviation', reason: 'it is so' };
const healed: MadeClaim = { ...pass, verdict: 'healed', reason: 'delete it' };
const left: MadeClaim = { ...pass, verdict: 'skipped', notAsked: { by: 'writes', mode: 'none', instead: 'own' } };
const lost: MadeClaim = { ...pass, verdict: 'skipped', notAsked: { by: 'shard', missing: [2], of: 3 } };
const review = { contract: 'c', claim: 'a', owner: 'somebody', reviewBy: '2026-03-20' };

function run(claims: readonly MadeClaim[], beside: Beside = {}): Results {
  return createExplainedResults({ cases: claims.length, claims: (at) => [claims[at] ?? pass], beside });
}

/** What is annotated of a run, after an earlier one if there was one. */
const nights: readonly (readonly [name: string, before: Results | undefined, now: Results, told: readonly RegExp[]])[] =
  [
    ['all kept', undefined, run([pass]), []],
    ['what is known and what was not asked', undefined, run([pass, known, left]), []],
    ['a quiet night in which something is always open', run([pass, open]), run([pass, open]), []],
    ['another order of verdicts, and nothing open', run([open, pass]), run([pass, pass]), []],
    [
      'something open, and no earlier run',
      undefined,
      run([pass, open]),
      [/^::warning title=inconclusive::INCONCLUSIVE: 1 claim/],
    ],
    [
      'something newly open',
      run([pass, pass, open]),
      run([pass, open, open]),
      [/^::warning title=newly inconclusive%3A 1 claim::no answer came/],
    ],
    ['a broken promise', undefined, run([pass, fail]), [/^::error title=fail in 1 case::a%0A/]],
    ['one that was broken before, too', run([fail]), run([fail]), [/^::error title=fail in 1 case::/]],
    ['one that is broken, beside what is open', undefined, run([fail, open]), [/^::error title=fail in 1 case::/]],
    [
      'one that healed',
      undefined,
      run([pass, healed]),
      [/^::notice title=healed in 1 case::a%0A {2}because: {2}delete it/],
    ],
    [
      'an error of the suite',
      undefined,
      run([pass, { ...open, verdict: 'error' }]),
      [/^::error title=error in 1 case::/, /^::error title=error::ERROR: /],
    ],
    [
      'a missing shard',
      undefined,
      run([pass, lost]),
      [/^::error title=incomplete::INCOMPLETE: shard 2 of 3 is missing: 1 case was not run/],
    ],
    [
      'nothing judged, for somebody has to act',
      run([pass]),
      run([{ ...open, class: 'credential' }]),
      [/^::error title=nothing was judged%3A credential::INCONCLUSIVE: nothing of the service could be judged/],
    ],
    [
      'nothing judged, which passes',
      undefined,
      run([{ ...open, class: 'outage' }]),
      [/^::warning title=nothing was judged%3A outage::/],
    ],
    [
      'a deviation to review',
      run([pass]),
      run([pass], { reviews: [review] }),
      [/^::warning title=deviations to review::1 deviation is to be reviewed by 2026-03-20/],
    ],
  ];
for (const [name, before, now, told] of nights)
  test(`${name}: ${told.length} annotations`, () => {
    const lines = annotations(now, before && compare(before, now));
    expect(lines).toEqual(told.map((line) => expect.stringMatching(line)));
  });

test('a shard is not annotated: what is merged of all shards is', () => {
  const environment = { GITHUB_ACTIONS: 'true' };
  expect(judgementOf(run([fail]), environment, { isShard: true }).annotations).toEqual([]);
  expect(judgementOf(run([fail]), environment, { isShard: false }).annotations).toHaveLength(1);
});

test('the summary of a job begins with what changed since an earlier run', () => {
  const [before, now] = [run([pass, pass, fail]), run([fail, pass, fail])];
  const text = jobSummary(now, compare(before, now));
  const places = [
    '## NOT CONFORMANT: 2 claims',
    '### Changed since the run of ',
    '### newly failing (1)',
    '| resource type |',
  ];
  const found = places.map((part) => text.replaceAll('\\', '').indexOf(part));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((one, other) => one - other));
  expect(jobSummary(now, compare(now, now))).toContain('no claim came to anything else');
  expect(jobSummary(now)).not.toContain('Changed since');
});
