import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { createExplainedResults } from '../../../../fixtures/madeResults.ts';
import { embeddedSuite } from '../../../../fixtures/rehearsal.ts';
import type { Claim } from '../../../../src/claims/claim.ts';
import type { CaseReport } from '../../../../src/judge/caseReport.ts';
import { recordOf } from '../../../../src/judge/claimRecord.ts';
import { coverageTable, withCoverage } from '../../../../src/report/console/coverage.ts';
import { buildResults } from '../../../../src/report/record/buildResults.ts';

const { plan, target } = embeddedSuite;

/** A report in which every claim passes. */
function reportOf(id: string, claims: readonly Claim[]): CaseReport {
  const passed = claims.map((claim) => recordOf({ claim, outcome: 'pass' }));
  return { id, claims: passed, requests: 1, leftovers: [], repeated: [], drift: [] };
}

const { cases } = buildResults(
  plan,
  new Map(plan.map(({ documented: { id }, claims }) => [id, reportOf(id, claims)])),
  new Map(),
  {},
  {
    suite: { name: '', version: '' },
    contracts: { count: 0, digest: '' },
    target: { kind: target.kind },
    levels: target.levels,
    startedAt: '',
    milliseconds: 0,
  },
);

test('the table in the README is that of the plan', () => {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
  expect(withCoverage(readme, coverageTable({ cases }))).toBe(readme);
});

test('a text without a place for the table is left alone', () => {
  expect(withCoverage('no markers', '| |')).toBeUndefined();
});

test('claims that were planned, asked and judged are counted apart', () => {
  const outcomes = ['pass', 'fail', 'deviation', 'healed', 'inconclusive', 'error', 'skipped', 'skipped'] as const;
  const made = createExplainedResults({
    cases: outcomes.length,
    claims: (at) => [{ id: 'a', text: 'a', verdict: outcomes[at] ?? 'pass' }],
  });
  const [head, , row] = coverageTable(made).split('\n');
  expect(head).toMatch(/ planned \| asked \| judged \|$/);
  expect(row).toMatch(/ 8 \| 6 \| 4 \|$/);
});

test('every documented request line is a case of the table', () => {
  const lines = embeddedSuite.api.requests.flatMap(({ request: { method, paths } }) =>
    paths.map((path) => [method, path]),
  );
  expect(cases.filter(({ kind }) => kind === 'request').map(({ method, path }) => [method, path])).toEqual(lines);
});
