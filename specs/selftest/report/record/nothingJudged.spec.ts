import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { createExplainedResults, type MadeClaim } from '../../../../fixtures/madeResults.ts';
import { httpAnswer, serveRaw } from '../../../../fixtures/rawServer.ts';
import { contractsFolder } from '../../../../src/contracts/load.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { createAjv } from '../../../../src/model/schemas.ts';
import type { NothingJudged } from '../../../../src/report/record/nothingJudged.ts';
import { startTenant } from '../../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

const passed: MadeClaim = { id: 'a', text: 'a', verdict: 'pass' };
const open: MadeClaim = { ...passed, verdict: 'inconclusive', reason: 'it is so' };
const absent: MadeClaim = {
  ...passed,
  verdict: 'skipped',
  reason: 'nothing is there',
  notAsked: { by: 'absence', mode: 'none' },
};
const skipped: MadeClaim = { ...absent, notAsked: { by: 'writes', mode: 'none', instead: 'own' } };

/** What kept everything from being judged, by what the claims came to. */
const runs: readonly (readonly [claims: readonly MadeClaim[], said: NothingJudged | undefined])[] = [
  [[], undefined],
  [[passed, { ...open, class: 'credential' }], undefined],
  [[{ ...passed, verdict: 'fail' }, open], undefined],
  [[{ ...passed, verdict: 'error' }, open], undefined],
  [[skipped, skipped], undefined],
  [[{ ...open, class: 'credential' }], { class: 'credential', reason: 'it is so' }],
  [[skipped, { ...open, class: 'licence' }], { class: 'licence', reason: 'it is so' }],
  [[{ ...open, class: 'permission' }], { class: 'permission', reason: 'it is so' }],
  [[{ ...open, class: 'network' }, open], { class: 'network', reason: 'it is so' }],
  [[{ ...open, class: 'throttled' }], { class: 'throttled', reason: 'it is so', passing: true }],
  [[{ ...open, class: 'outage' }], { class: 'outage', reason: 'it is so', passing: true }],
  [[{ ...open, class: 'not routed' }], { class: 'tenant', reason: 'it is so' }],
  [[{ ...open, class: 'retired' }], { class: 'tenant', reason: 'it is so' }],
  [[open], { class: 'tenant', reason: 'it is so' }],
  [[absent, skipped], { class: 'tenant', reason: 'nothing is there' }],
  [
    [
      { ...open, class: 'throttled' },
      { ...open, class: 'permission', reason: 'no right' },
      { ...open, class: 'permission' },
    ],
    { class: 'permission', reason: 'no right' },
  ],
];
for (const [claims, said] of runs)
  test(`${JSON.stringify(claims.map(({ verdict, class: name }) => name ?? verdict))}: ${said?.class}`, () => {
    const results = createExplainedResults({ cases: claims.length, claims: (at) => [claims[at] ?? passed] });
    expect(results.nothingJudged).toEqual(said);
    if (said) expect(results.decision).toBe('inconclusive');
  });

/** A target that nothing can be judged of: its environment, and how it is taken down. */
interface Blocked {
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

async function tenantThat(options: Parameters<typeof startTenant>[0]): Promise<Blocked> {
  const tenant = await startTenant(options);
  return { environment: tenant.environment, close: () => tenant.close() };
}

const refusing = (status: number, code: string, message: string): Promise<Blocked> =>
  tenantThat({
    proof: 'client-secret',
    front: {
      refuse: () => ({
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error: { code, message } }),
      }),
    },
  });

/** A server that answers the first requests as the mock does, and is gone then. */
async function soonGone(answers: number): Promise<Blocked> {
  let left = answers;
  const body = '{"@odata.context":"x","value":[]}';
  const server = await serveRaw((socket) => {
    left -= 1;
    if (left < 0) socket.destroy();
    else socket.end(httpAnswer('200 OK', { 'content-type': 'application/json' }, body));
  });
  return {
    environment: { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: `${server.origin}/beta` },
    close: () => server.close(),
  };
}

async function closedPort(): Promise<Blocked> {
  const server = await serveRaw(() => undefined);
  await server.close();
  return {
    environment: { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: `${server.origin}/beta` },
    close: () => Promise.resolve(),
  };
}

async function anotherToken(): Promise<Blocked> {
  const mock = await startMock({ token: 'another' });
  return { environment: { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl }, close: () => mock.close() };
}

const blocked: readonly (readonly [name: string, start: () => Promise<Blocked>, due: string, passing: boolean])[] = [
  ['a port that nobody listens at', closedPort, 'network', false],
  ['a server that is gone after the first look', () => soonGone(1), 'network', false],
  ['a server that takes another token', anotherToken, 'credential', false],
  [
    'a wrong client secret',
    async () => {
      const tenant = await tenantThat({ proof: 'client-secret' });
      return { ...tenant, environment: { ...tenant.environment, AZURE_CLIENT_SECRET: 'not-the-secret-of-it' } };
    },
    'credential',
    false,
  ],
  ['a tenant without a right', () => refusing(403, 'Forbidden', 'Insufficient privileges'), 'permission', false],
  ['a service that is down', () => refusing(503, 'serviceUnavailable', 'x'), 'outage', true],
  ['a service that throttles', () => refusing(429, 'TooManyRequests', 'x'), 'throttled', true],
];
for (const [name, start, due, passing] of blocked)
  test(`${name} leaves results that say so`, async ({ workspace }) => {
    const { environment, close } = await start();
    const { code, stdout, stderr } = await workspace.run(
      'conformance',
      ['--grep', '@groupPolicyOperation'],
      environment,
    );
    await close();
    expect(code, stdout + stderr).toBe(2);
    const results = workspace.results();
    const { nothingJudged, decision, totals, cases } = results;
    expect(nothingJudged).toMatchObject({ class: due, ...(passing ? { passing } : {}) });
    expect({ decision, judged: totals.judged }).toEqual({ decision: 'inconclusive', judged: 0 });
    expect(cases.length).toBeGreaterThan(5);
    expect(totals.asked).toBe(totals.claims.inconclusive);
    const last = stdout.trimEnd().split('\n').at(-1);
    expect(last).toMatch(new RegExp(`^INCONCLUSIVE: nothing of the service could be judged \\(${due}\\): `));
    const schema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;
    const ajv = createAjv();
    expect(ajv.compile(schema)(results), ajv.errorsText()).toBe(true);
    const verified = await workspace.run('verify', ['reports']);
    expect(verified.stderr).toBe('');
    expect(verified.stdout).toMatch(/^verified: \d+ cases with \d+ claims, /);
    expect(verified.stdout).toContain(`\n${last}; ${cases.length} of `);
    expect(verified.code).toBe(0);
  });

/** What somebody may alter in the results of a run that was stopped, and what is said of it. */
const alterations: readonly (readonly [name: string, from: RegExp, to: string, says: string])[] = [
  ['a verdict', /"verdict": "inconclusive",(?=[^{}]*"reason")/, '"verdict": "pass",', 'conformance.json is missing'],
  ['the verdict of the run', /"decision": "inconclusive"/, '"decision": "conformant"', 'decision'],
  ['a reason', /"reason": "no server answers/, '"reason": "nobody answers', 'reason'],
];
for (const [name, from, to, says] of alterations)
  test(`${name} of a run that was stopped cannot be altered`, async ({ workspace }) => {
    const { environment } = await closedPort();
    await workspace.run('conformance', ['--grep', '@groupPolicyOperation'], environment);
    const file = join(workspace.folder, 'reports/results.json');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
    const { code, stdout, stderr } = await workspace.run('verify', ['reports']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
  });
