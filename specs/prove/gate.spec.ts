import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { contracts } from '../../fixtures/api.ts';
import { test as base } from '../../fixtures/command.ts';
import {
  capabilitiesOf,
  type ForeignMock,
  type ForeignMockName,
  loopbackOnly,
  startForeignMock,
} from '../../fixtures/foreignMock.ts';
import type { Capabilities } from '../../src/model/capabilities.ts';
import type { Results } from '../../src/report/record/results.ts';

/** A test that is handed a starter of mocks; they are stopped after it, and none may have left loopback. */
const test = base.extend<{ start: (name: ForeignMockName) => Promise<ForeignMock> }>({
  start: async ({ workspace }, use) => {
    const started: ForeignMock[] = [];
    await use(async (name) => {
      const mock = await startForeignMock(name, join(workspace.folder, 'mock'), contracts);
      started.push(mock);
      return mock;
    });
    for (const mock of started) await mock.close();
    for (const mock of started) expect(mock.output()).not.toContain('left loopback');
  },
});

test.setTimeout(900_000);

/** The claims of results that came to a verdict. */
function claimsOf(
  { cases }: Results,
  verdict: string,
): { resource: string; level: string; kind: string; received?: string }[] {
  return cases.flatMap(({ resource, claims }) =>
    claims
      .filter((claim) => claim.verdict === verdict)
      .map(({ id, level, received }) => ({
        resource,
        level,
        kind: id.split('/')[0] ?? '',
        ...(received === undefined ? {} : { received }),
      })),
  );
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function claimed(name: ForeignMockName): Capabilities {
  return JSON.parse(readFileSync(capabilitiesOf(name), 'utf8')) as Capabilities;
}

/** Neither takes its time to show what was made: the two that serve a document never show it. */
const atOnce = { GRAPH_CONVERGENCE_MS: '0' };

for (const [what, script] of [
  ['a request', "fetch('http://192.0.2.1/').catch(() => 0)"],
  ['a connection', "require('node:net').connect(80, '192.0.2.1').on('error', () => 0)"],
  ['a look-up', "require('node:dns').lookup('example.invalid', () => 0)"],
] as const) {
  test(`${what} that would leave loopback does not, and is told`, () => {
    const { stderr } = spawnSync(process.execPath, ['--import', loopbackOnly, '--eval', script], { encoding: 'utf8' });
    expect(stderr).toMatch(/^left loopback: (?:192\.0\.2\.1|example\.invalid)\n$/);
  });
}

for (const name of ['prism', 'mockoon'] as const) {
  test(`${name}, which serves the OpenAPI document, is conformant in what it claims`, async ({ start, workspace }) => {
    const mock = await start(name);
    const said = await workspace.run(
      'gate',
      ['--base-url', mock.baseUrl, '--capabilities', capabilitiesOf(name)],
      atOnce,
    );
    expect(said.code, said.stdout + said.stderr).toBe(0);
    expect(said.stdout).toContain('CONFORMANT in what was asked');
    const results = workspace.results();
    const judged = claimsOf(results, 'pass');
    expect(results.totals.claims).toMatchObject({ fail: 0, inconclusive: 0, error: 0 });
    expect(distinct(judged.map(({ level }) => level))).toEqual(['shape']);
    expect(distinct(judged.map(({ resource }) => resource))).toEqual([...(claimed(name).types ?? [])].sort());
    expect(judged.length).toBeGreaterThan(1000);
  });

  test(`${name} tells the types of a place by no request, so it breaks their @odata.type`, async ({
    start,
    workspace,
  }) => {
    const mock = await start(name);
    const { levels, ids } = claimed(name);
    const own = '8a8c9d0e-9d0e-8a8c-0e9d-8c8a0e9d8c8a';
    const wider = join(workspace.folder, 'wider.json');
    writeFileSync(wider, JSON.stringify({ levels, ids: { ...ids, groupPolicyPresentationValueDecimalId: [own] } }));
    const few = ['--', '--grep', '@groupPolicyPresentationValueDecimal '];
    const said = await workspace.run('gate', ['--base-url', mock.baseUrl, '--capabilities', wider, ...few], atOnce);
    expect(said.code, said.stdout + said.stderr).toBe(1);
    const broken = claimsOf(workspace.results(), 'fail');
    expect(distinct(broken.map(({ kind, received }) => `${kind}: ${received}`))).toEqual(
      name === 'prism'
        ? ['odata.type: "#microsoft.graph.groupPolicyPresentationValue"', 'status: status 422 (generalException)']
        : ['odata.type: "#microsoft.graph.groupPolicyPresentationValue"'],
    );
  });
}

test('json-server, which knows no OData, keeps what is sent and breaks the rest', async ({ start, workspace }) => {
  const mock = await start('json-server');
  const said = await workspace.run(
    'gate',
    [...['--base-url', mock.baseUrl, '--capabilities', capabilitiesOf('json-server')]],
    atOnce,
  );
  expect(said.code, said.stdout + said.stderr).toBe(1);
  const results = workspace.results();
  expect(distinct(claimsOf(results, 'pass').map(({ resource }) => resource))).toEqual(['groupPolicyObjectFile']);
  expect(distinct(claimsOf(results, 'fail').map(({ kind, received }) => `${kind}: ${received}`))).toEqual([
    'body: array',
    'listed: status 200',
    'returned: nothing',
    'sparse: nothing',
    'status: status 200',
    'story: 0 times',
  ]);
  expect(distinct(claimsOf(results, 'pass').map(({ kind }) => kind))).toEqual(
    expect.arrayContaining(['echo', 'status', 'type']),
  );
});
