import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { Front, Told } from '../../../src/tenant/front.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

const set = '/deviceManagement/groupPolicyConfigurations';

/** The writes that came, and the ids of the policies that they made, in their order. */
function writesOf({ told }: Front): { writes: readonly Told[]; madeBefore: (write: Told) => readonly string[] } {
  const writes = told.filter(({ request }) => request.method !== 'GET');
  const idOf = ({ request, answer }: Told): string[] =>
    request.method === 'POST' && request.path === set && answer?.status === 201
      ? [(JSON.parse(answer.body) as { id: string }).id]
      : [];
  return { writes, madeBefore: (write) => writes.slice(0, writes.indexOf(write)).flatMap(idOf) };
}

test('with GRAPH_WRITES=none nothing but GET is sent, and the rest is skipped with its reason', async ({
  workspace,
}) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const environment = { ...tenant.environment, GRAPH_WRITES: 'none' };
  const { code, stdout } = await workspace.run('conformance', ['--grep', '@groupPolicyConfiguration'], environment);
  expect(tenant.front.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(tenant.front.requests.length).toBeGreaterThan(3);
  expect(code, stdout).toBe(0);
  const { cases, totals } = workspace.results();
  expect(totals.claims.fail + totals.claims.error).toBe(0);
  const created = cases.find(({ id }) => id === 'groupPolicyConfiguration/create#1');
  expect(created?.verdict).toBe('skipped');
  expect(created?.claims[0]?.reason).toContain('GRAPH_WRITES=own sends it');
  await tenant.close();
});

test('with GRAPH_WRITES=own only what the run made is written, and nothing is left', async ({ workspace }) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const { stdout, stderr } = await workspace.run(
    'conformance',
    ['--grep', '@groupPolicyConfiguration|@groupPolicyDefinitionValue'],
    tenant.environment,
  );
  const { writes, madeBefore } = writesOf(tenant.front);
  expect(writes.length, stdout + stderr).toBeGreaterThan(20);
  const strange = writes.filter((write) => {
    const [, , collection, id] = write.request.path.split('/');
    return `/deviceManagement/${collection}` !== set || (id !== undefined && !madeBefore(write).includes(id));
  });
  expect(strange.map(({ request }) => `${request.method} ${request.path}`)).toEqual([]);
  const { totals, cases } = workspace.results();
  expect(totals.claims.fail + totals.claims.error, stdout).toBe(0);
  expect(totals.claims.pass).toBeGreaterThan(100);
  expect(cases.flatMap(({ leftovers }) => leftovers)).toEqual([]);
  const left = writes.filter(({ request }) => request.method === 'POST' && request.path === set);
  expect(left.length).toBeGreaterThan(0);
  expect(stderr).not.toContain('npm run sweep');
  const listed = tenant.front.told.findLast(({ request }) => request.method === 'GET' && request.path === set);
  expect(listed?.answer?.status).toBe(200);
  await tenant.close();
});

test('with GRAPH_WRITES=dedicated nothing is sent to a tenant that GRAPH_DEDICATED_TENANTS does not name', async ({
  workspace,
}) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const environment = { ...tenant.environment, GRAPH_WRITES: 'dedicated' };
  const other = { ...environment, GRAPH_DEDICATED_TENANTS: '0b6ae2e5-5a4f-4b5e-9a57-ffffffffffff' };
  const named = await workspace.run('conformance', [], other);
  expect(named.stderr).toContain('AZURE_TENANT_ID is not one of GRAPH_DEDICATED_TENANTS');
  const unnamed = await workspace.run('conformance', [], environment);
  expect(unnamed.stderr).toContain('GRAPH_DEDICATED_TENANTS is not set');
  expect({ codes: [named.code, unnamed.code], sent: tenant.front.requests }).toEqual({ codes: [64, 64], sent: [] });
  await tenant.close();
});
