import { expect, test } from '@playwright/test';
import { createExplainedResults, type MadeClaim } from '../../../../fixtures/madeResults.ts';
import { endAsJudged } from '../../../../src/report/playwright/endAsJudged.ts';

const passed: MadeClaim = { id: 'status', text: 'The status is 200 OK', verdict: 'pass' };
const failed: MadeClaim = { id: 'returned/x', text: 'x is returned', verdict: 'fail', received: 'nothing' };
const blocked: MadeClaim = {
  id: 'type/x',
  text: 'x is Edm.String',
  verdict: 'inconclusive',
  reason: '"returned/x" is broken',
  blockedBy: 'returned/x',
};
const undecided: MadeClaim = { id: 'echo/x', text: 'x comes back', verdict: 'inconclusive', reason: 'no answer came' };
const skipped: MadeClaim = { id: 'gone', text: 'It is gone', verdict: 'skipped', reason: 'set GRAPH_WRITES' };
const unclaimed: MadeClaim = { ...skipped, reason: 'it is not served', notAsked: { by: 'capabilities' } };

/** How a test of a case with some claims ends, after errors of its own. */
function ending(claims: readonly MadeClaim[] | undefined, errors: readonly { message: string }[] = []): string {
  const test = {
    errors: [...errors],
    file: 'a.spec.ts',
    line: 7,
    column: 5,
    skip: (condition: boolean, reason: string): void => {
      if (condition) throw `skipped: ${reason}`;
    },
  };
  const results = createExplainedResults({ cases: 1, claims: () => claims ?? [] });
  try {
    endAsJudged(test, claims && results.cases[0], results);
    return 'passed';
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.stack ?? '') : String(thrown);
  }
}

const endings: readonly [title: string, claims: readonly MadeClaim[] | undefined, ends: RegExp][] = [
  ['green where all claims pass', [passed, passed], /^passed$/],
  ['green where one is broken as recorded', [passed, { ...failed, verdict: 'deviation' }], /^passed$/],
  ['green where the target does not claim the rest', [passed, unclaimed], /^passed$/],
  ['red where one is broken', [passed, failed], /^Error: x is returned\n {2}received: nothing\n/],
  ['green where a deviation no longer shows', [passed, { ...failed, verdict: 'healed' }], /^passed$/],
  ['red where one could not be judged', [passed, undecided], /^Error: x comes back\n {2}because: {2}no answer came\n/],
  ['red where the suite is at fault', [passed, { ...undecided, verdict: 'error' }], /^Error: x comes back\n/],
  ['red where nothing was judged', undefined, /^Error: the case was not judged\n/],
  ['red where a case has no claims', [], /^Error: the case was not judged\n/],
  [
    'red with one cause for all that it blocks',
    [blocked, failed, blocked],
    /^Error: x is returned\n(?:.|\n)*\n\n2 claims could/,
  ],
  ['red with what is blocked where nothing else is', [blocked, passed], /^Error: x is Edm\.String\n/],
  ['red with what fails rather than what is skipped', [skipped, failed], /^Error: x is returned\n/],
  ['green where a setting leaves out the rest', [passed, skipped, skipped], /^passed$/],
  ['skipped where settings leave out all of it', [skipped, skipped], /^skipped: set GRAPH_WRITES$/],
  ['skipped where the target claims nothing of it', [unclaimed], /^skipped: it is not served$/],
];

test.describe('without the reporter of the suite a test is', () => {
  for (const [title, claims, ends] of endings)
    test(title, () => {
      expect(ending(claims)).toMatch(ends);
    });

  test('left as it is where it failed by itself', () => {
    expect(ending([failed], [{ message: 'a crash' }])).toBe('passed');
  });

  test('told to be broken at its own place, with the command that runs it again', () => {
    const told = ending([failed]);
    expect(told).toMatch(/\n {4}at a\.spec\.ts:7:5$/);
    expect(told).toContain("GRAPH_TARGET=mock npm run conformance -- --only 'groupPolicyCategory/get#0'");
  });
});
