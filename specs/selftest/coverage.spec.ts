import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';
import { buildResults } from '../../src/report/buildResults.ts';
import { coverageTable, withCoverage } from '../../src/report/coverage.ts';

const { plan, target } = embeddedSuite;
const { cases } = buildResults(
  plan,
  new Map(),
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
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(withCoverage(readme, coverageTable({ cases }))).toBe(readme);
});

test('a text without a place for the table is left alone', () => {
  expect(withCoverage('no markers', '| |')).toBeUndefined();
});

test('every documented request line is a case of the table', () => {
  const lines = embeddedSuite.api.requests.flatMap(({ request: { method, paths } }) =>
    paths.map((path) => [method, path]),
  );
  expect(cases.filter(({ kind }) => kind === 'request').map(({ method, path }) => [method, path])).toEqual(lines);
});
