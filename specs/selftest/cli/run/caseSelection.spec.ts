import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { XMLValidator } from 'fast-xml-parser';
import { test } from '../../../../fixtures/command.ts';
import { contentOmitted } from '../../../../fixtures/contentOmitted.ts';
import { plan } from '../../../../fixtures/plan.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { casesNamed, narrowed } from '../../../../src/plan/selector.ts';

test.setTimeout(180_000);

const operation = 'groupPolicyOperation';

test.describe('a selector', () => {
  const named = (selector: string): string[] => casesNamed(plan, selector).map(({ documented }) => documented.id);
  const selectors: readonly [selector: string, cases: readonly string[]][] = [
    [`${operation}/create#1`, [`${operation}/create#1`]],
    [`${operation}/create#1/protocol`, [`${operation}/create#1/protocol`]],
    [`${operation}/create`, [`${operation}/create#1`, `${operation}/create#1/protocol`]],
    [`${operation}/lifecycle`, [`${operation}/lifecycle`]],
    [`${operation}/create@status`, [`${operation}/create#1`]],
    [`${operation}/create@refused`, [`${operation}/create#1/protocol`]],
    [`${operation}/create@returned/id`, [`${operation}/create#1`]],
    [`${operation}/creat`, []],
    [`${operation}/create@none`, []],
    ['', []],
    ['@', []],
  ];
  for (const [selector, cases] of selectors)
    test(`"${selector}" names ${cases.length} cases`, () => expect(named(selector)).toEqual(cases));

  test('of a resource type names all its cases', () => {
    expect(named(operation)).toHaveLength(11);
    expect(named('groupPolicyConfiguration').some((id) => id.startsWith('groupPolicyConfigurationAssignment'))).toBe(
      false,
    );
  });

  test('of a claim, by its id or kind, names the cases that make it', () => {
    const cases = casesNamed(plan, 'returned/content');
    expect(cases.length).toBeGreaterThan(3);
    expect(cases.every(({ claims }) => claims.some(({ id }) => id === 'returned/content'))).toBe(true);
    expect(named('@returned/content')).toEqual(cases.map(({ documented }) => documented.id));
    expect(named('twice').length).toBe(plan.filter(({ claims }) => claims.some(({ kind }) => kind === 'twice')).length);
  });

  test('leaves the plan as it is where nothing is chosen', () => {
    expect(narrowed(plan, undefined)).toBe(plan);
    expect(narrowed(plan, JSON.stringify([`${operation}/get#1`]))).toHaveLength(1);
  });
});

test('--only runs the chosen cases, and judges all their claims', async ({ workspace }) => {
  const args = ['--only', `${operation}/get#1@status`, `--only=${operation}/lifecycle`];
  const listed = await workspace.run('conformance', [...args, '--list']);
  expect(listed.stdout).toContain('Total: 2 tests in 1 file');
  expect(readdirSync(workspace.folder)).not.toContain('reports');
  const dry = await workspace.run('conformance', [...args, '--dry-run']);
  expect(dry.stdout).toMatch(/would be sent: 2 cases with about \d+ requests/);
  expect(await workspace.run('conformance', args)).toMatchObject({ code: 0 });
  const { cases, plan: counts } = workspace.results();
  expect(cases.map(({ id }) => id)).toEqual([`${operation}/get#1`, `${operation}/lifecycle`]);
  expect(counts.claims).toBe(
    casesNamed(plan, operation)
      .filter(({ documented }) => cases.some(({ id }) => id === documented.id))
      .reduce((sum, { claims }) => sum + claims.length, 0),
  );
});

test('a name that nothing has is told with names like it, and nothing is run', async ({ workspace }) => {
  const wrong = await workspace.run('conformance', ['--only', `${operation}/crate#1`]);
  expect(wrong.code).toBe(64);
  expect(wrong.stderr).toContain(
    `--only ${operation}/crate#1 names no case; did you mean ${operation}/create#1 or ${operation}/create or`,
  );
  const claim = await workspace.run('conformance', ['--only', `${operation}/create@retuned`]);
  expect(claim.stderr).toContain(`did you mean ${operation}/create@returned`);
  const nothing = await workspace.run('conformance', ['--only']);
  expect({ code: nothing.code, stderr: nothing.stderr }).toEqual({
    code: 64,
    stderr: expect.stringContaining('--only needs a value, found none; usage'),
  });
});

test('a red run says how to run what failed again, --last-failed does, and every report has it', async ({
  workspace,
}) => {
  const none = await workspace.run('conformance', ['--last-failed']);
  expect(none.code).toBe(64);
  expect(none.stderr).toContain('--last-failed needs reports/results.json of the last run, which is not there');

  const { path } = contentOmitted.scope;
  const mock = await startMock({ faults: [contentOmitted] });
  const target = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl };
  const summary = join(workspace.folder, 'summary.md');
  const github = { ...target, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const red = await workspace.run('conformance', ['--only', 'groupPolicyObjectFile'], github);
  expect(red.code).toBe(1);
  const again = `GRAPH_TARGET=mock GRAPH_BASE_URL=${mock.baseUrl} npm run conformance -- --only 'groupPolicyObjectFile/create#1'`;
  expect(red.stdout).toContain(`\n  again:    ${again}\n`);
  expect(red.stdout).toMatch(/^groupPolicyObjectFile +2 +1F +1 +1 +5 +1 +11 +\d+$/m);
  expect(red.stdout).not.toContain('\u001b[K');
  expect(red.stdout.match(/^::error /gm)).toHaveLength(1);
  expect(readFileSync(summary, 'utf8')).toMatch(/^## NOT CONFORMANT: /);

  const read = (name: string): string => readFileSync(join(workspace.folder, 'reports', name), 'utf8');
  const junit = read('junit.xml');
  expect(XMLValidator.validate(junit)).toBe(true);
  expect(junit).toContain(again);
  expect(read('ctrf.json')).toContain(again);
  const allure = readdirSync(join(workspace.folder, 'reports/allure-results'))
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => read(`allure-results/${name}`));
  for (const part of [again, 'curl -i -X POST', 'answered 201'])
    expect(allure.filter((text) => text.includes(part))).toHaveLength(1);
  const record = workspace.results().cases.find(({ verdict }) => verdict === 'fail');
  expect(record?.sent).toMatchObject({ baseUrl: mock.baseUrl, method: 'POST', path, authorized: true });
  expect(record?.claims.filter(({ excerpt }) => excerpt !== undefined)).toHaveLength(1);

  expect(await workspace.run('conformance', ['--last-failed'], target)).toMatchObject({ code: 1 });
  expect(workspace.results().cases.map(({ id }) => id)).toEqual(['groupPolicyObjectFile/create#1']);
  await mock.close();
  expect(await workspace.run('conformance', ['--last-failed'])).toMatchObject({ code: 0 });
  const fixed = await workspace.run('conformance', ['--last-failed']);
  expect(fixed.code).toBe(64);
  expect(fixed.stderr).toContain('no case of the last run failed');
  expect(workspace.results().conformant).toBe(true);

  writeFileSync(join(workspace.folder, 'reports/results.json'), '{}');
  const spoilt = await workspace.run('conformance', ['--last-failed']);
  expect(spoilt.code).toBe(64);
  expect(spoilt.stderr).toContain('reports/results.json is not the results of a run');
});
