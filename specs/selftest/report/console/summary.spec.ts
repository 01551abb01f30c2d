import { expect, test } from '@playwright/test';
import { createExplainedResults, type MadeClaim } from '../../../../fixtures/madeResults.ts';
import { Progress } from '../../../../src/report/console/progress.ts';
import { summarise } from '../../../../src/report/console/summary.ts';
import { comparable } from '../../../../src/report/explain/comparable.ts';
import { groupsIn } from '../../../../src/report/explain/groups.ts';

test('one trouble in many cases is told once, whatever ids and instants came', () => {
  const results = createExplainedResults({
    claims: (at) => [
      {
        id: 'status',
        text: 'The status is 200 OK',
        verdict: 'fail',
        expected: 'status 200',
        received: `status 404 for /x/0a1b2c3d-0000-4000-8000-${String(at).padStart(12, '0')} at 2024-01-01T00:00:${10 + at}Z`,
      },
    ],
    cases: 30,
  });
  expect(groupsIn(results.cases).map(({ cases }) => cases.length)).toEqual([30]);
  const text = summarise(results);
  expect(text.match(/^FAIL in /gm)).toHaveLength(1);
  expect(text).toContain('FAIL in 30 cases: The status is 200 OK\n');
  expect(text).toContain('    … and 27 more cases\n');
});

test('other promises, and the same one broken otherwise, are other troubles; those with most cases come first', () => {
  const results = createExplainedResults({
    cases: 6,
    claims: (at) => [
      { id: 'status', text: 'a', verdict: 'fail', expected: 'x', received: at < 1 ? 'one' : 'other' },
      { id: 'body', text: at < 2 ? 'b' : 'c', verdict: 'fail', expected: 'x', received: 'y' },
    ],
  });
  const told = groupsIn(results.cases).map(({ claim, cases }) => [claim.text, claim.received, cases.length]);
  expect(told).toEqual([
    ['a', 'other', 5],
    ['c', 'y', 4],
    ['b', 'y', 2],
    ['a', 'one', 1],
  ]);
});

test('ids, instants and tags are not compared; words and statuses are', () => {
  expect(comparable('"plain 0a1b2c3d"')).toBe(comparable('"plain ffffff01"'));
  expect(comparable('GET /things/12/x')).toBe(comparable('GET /things/9ab1/x'));
  expect(comparable('2024-01-01T00:00:00.5Z')).toBe(comparable('2026-11-22T08:40:28Z'));
  expect(comparable('status 404')).not.toBe(comparable('status 500'));
  expect(comparable('"deadbeef words"')).not.toBe(comparable('"baddcafe words"'));
});

test('what is inconclusive is told by class after what failed, then what was skipped, was not claimed, was sent again, is left', () => {
  const results = createExplainedResults({
    cases: 5,
    claims: (at) =>
      [
        [{ id: 'a', text: 'a', verdict: 'inconclusive', class: 'throttled', reason: 'too often' }] as const,
        [{ id: 'a', text: 'a', verdict: 'fail', expected: 'x', received: 'y' }] as const,
        [{ id: 'a', text: 'a', verdict: 'skipped', reason: 'GRAPH_WRITES is none' }] as const,
        [
          {
            id: 'a',
            text: 'a',
            verdict: 'skipped',
            reason: 'level protocol is not claimed',
            notAsked: { by: 'capabilities' },
          },
        ] as const,
        [{ id: 'a', text: 'a', verdict: 'inconclusive', class: 'permission', reason: 'may not' }] as const,
      ][at] ?? [],
    repeated: (at) =>
      at === 0 ? [{ method: 'GET', path: '/x', after: [{ status: 429 }, { status: 429 }, { status: 0 }] }] : [],
    leftovers: (at) =>
      at === 1
        ? [
            { path: '/x/1', fate: 'not removed' },
            { path: '/x/2', fate: 'not removed' },
            { path: '/x/3', fate: 'not seen gone' },
          ]
        : [],
  });
  const text = summarise(results);
  const places = [
    'FAIL in 1 case: a',
    'INCONCLUSIVE (permission) in 1 case: a',
    'INCONCLUSIVE (throttled) in 1 case: a',
    'Not asked:\n  1 claim of 1 case: GRAPH_WRITES is none\n',
    'Not claimed by the target (no failure):\n  1 claim of 1 case: level protocol is not claimed\n',
    'Sent again:\n  1 request: no answer 1, status 429 2\n',
    'Made by this run and removed, but not seen to be gone (1):\n  /x/3\n',
    'Made by this run, and not removed (2):\n  /x/1\n  /x/2\n',
    'NOT CONFORMANT: ',
  ].map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('a conformant run says what it let pass', () => {
  const summary = (claim: Omit<MadeClaim, 'id' | 'text'>): string =>
    summarise(createExplainedResults({ cases: 2, claims: () => [{ id: 'a', text: 'a', ...claim }] }));
  expect(summary({ verdict: 'pass' })).toMatch(/^CONFORMANT$/m);
  const known = summary({ verdict: 'deviation', reason: 'it is so', received: 'x' });
  expect(known).toMatch(/^CONFORMANT with 2 known deviations$/m);
  expect(known).toContain('GRAPH_DEVIATIONS):\n  it is so: 2 claims, such as "a": x (');
  const warned = summary({ verdict: 'pass', warning: 'a-policy', received: 'x' });
  expect(warned).toMatch(/^CONFORMANT with 2 promises let pass by policy$/m);
});

test('a run that is neither conformant nor not is told to be inconclusive', () => {
  const claims = () => [{ id: 'a', text: 'a', verdict: 'inconclusive', reason: 'no answer' }] as const;
  expect(summarise(createExplainedResults({ cases: 1, claims }))).toMatch(
    /^INCONCLUSIVE: nothing of the service could be judged \(tenant\): no answer$/m,
  );
});

test('the table counts cases by method and verdict, and can be read in 120 columns', () => {
  const verdicts = ['pass', 'fail', 'inconclusive', 'skipped', 'error', 'deviation', 'healed'] as const;
  const results = createExplainedResults({
    cases: 120,
    resource: (at) => (at % 2 === 0 ? 'groupPolicyPresentationLongDecimalTextBox' : 'b'),
    method: (at) => ['GET', 'POST', 'PATCH', 'DELETE'][at % 4] ?? '',
    claims: (at) => [{ id: 'a', text: 'a', verdict: verdicts[at % 7] ?? 'pass', reason: 'r' }],
  });
  const [head, ...rows] = summarise(results).split('\n').slice(0, 5);
  expect(head).toMatch(/^resource type +GET +POST +PATCH +DELETE +cases +claims$/);
  expect(rows[0]).toMatch(/^groupPolicyPresentationLongDecimalTextBox +(?:\d+[A-Z]?)+ +· +(?:\d+[A-Z]?)+ +· +60 +60$/);
  expect(rows[2]).toMatch(/^all .* 120 +120$/);
  expect(rows[3]).toBe('pass without a letter, F fail, E error, I inconclusive, S skipped, H healed, D deviation');
  expect(Math.max(...[head, ...rows].map((line) => line?.length ?? 0))).toBeLessThanOrEqual(120);
});

test.describe('progress', () => {
  const shown = (isTTY: boolean, environment: Record<string, string>): string => {
    let text = '';
    const screen = { isTTY, write: (more: string) => (text += more) };
    const progress = new Progress(screen, environment);
    progress.begin(3);
    for (const outcome of ['pass', 'fail', 'pass'] as const) progress.add(outcome);
    progress.clear();
    return text;
  };

  test('is one line on a terminal, written again and again, and gone in the end', () => {
    const lines = shown(true, {}).split('\r\u001b[K');
    expect(lines).toEqual([
      '',
      '1 of 3 cases: 1 pass',
      '2 of 3 cases: 1 pass, 1 fail',
      '3 of 3 cases: 2 pass, 1 fail',
      '',
    ]);
  });

  test('is one line a minute in CI, and where there is no terminal', () => {
    for (const [isTTY, environment] of [
      [true, { CI: 'true' }],
      [false, {}],
    ] as const) {
      let text = '';
      const ticks: (() => void)[] = [];
      const minutes = (tick: () => void): (() => void) => {
        ticks.push(tick);
        return () => ticks.splice(0);
      };
      const minute = (): void => {
        for (const tick of ticks) tick();
      };
      const screen = { isTTY, write: (more: string) => (text += more) };
      const progress = new Progress(screen, environment, minutes);
      progress.begin(3);
      minute();
      for (const outcome of ['pass', 'fail'] as const) progress.add(outcome);
      minute();
      progress.end();
      minute();
      expect(text).toBe('0 of 3 cases\n2 of 3 cases: 1 pass, 1 fail\n');
    }
  });
});
