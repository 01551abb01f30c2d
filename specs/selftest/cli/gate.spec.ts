import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { startProxy } from '../../../fixtures/proxy.ts';
import { serveRaw } from '../../../fixtures/rawServer.ts';
import type { Workspace } from '../../../src/bench/workspace.ts';
import { startMock } from '../../../src/mock/server.ts';
import { createCertificateAuthority } from '../../../src/tenant/certificates.ts';
import { startFront } from '../../../src/tenant/front.ts';

test.setTimeout(180_000);

const few = ['--', '--grep', '@groupPolicyObjectFile '];
const selection = ['--', '--grep', '@groupPolicyConfiguration '];

/** Writes a capabilities file into a workspace. */
function capabilitiesIn({ folder }: Workspace, capabilities: object): string {
  const file = join(folder, 'capabilities.json');
  writeFileSync(file, JSON.stringify(capabilities));
  return file;
}

/** Every file below the reports of a workspace, as text. */
function reportsOf({ folder }: Workspace): string {
  return readdirSync(join(folder, 'reports'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('a server is gated by its base URL alone, also where it starts after the gate', async ({ workspace }) => {
  const place = await serveRaw(() => undefined);
  await place.close();
  const running = workspace.start('gate', ['--base-url', place.origin, ...few]);
  const mock = await startMock({ port: Number(new URL(place.origin).port) });
  const { code, stdout, stderr } = await running.ended;
  await mock.close();
  expect(code, stdout + stderr).toBe(0);
  expect(workspace.results()).toMatchObject({
    target: { kind: 'mock', baseUrl: place.origin },
    conformant: true,
    totals: { unclaimed: 0 },
  });
});

test('a server that never answers is given up', async ({ workspace }) => {
  const place = await serveRaw(() => undefined);
  await place.close();
  const { code, stderr } = await workspace.run('gate', ['--base-url', place.origin, '--wait', '300', ...few]);
  expect(stderr).toContain('the connection was refused (ECONNREFUSED)');
  expect(code).toBe(2);
});

test('a certificate is checked, by the authorities that are named, or not at all, which the report tells', async ({
  workspace,
}) => {
  const authority = await createCertificateAuthority();
  const mock = await startMock();
  const front = await startFront(mock, { tls: await authority.server() });
  const ca = join(workspace.folder, 'ca.pem');
  writeFileSync(ca, authority.cert);
  const gate = ['--base-url', front.baseUrl, '--wait', '0'];

  const unknown = await workspace.run('gate', [...gate, ...few]);
  expect(unknown.stderr).toMatch(
    /is from an authority that is not trusted, and the server does not show that one \(\w+\); name that authority in GRAPH_CA/,
  );
  expect(unknown.code).toBe(2);
  expect(front.requests).toEqual([]);

  expect(await workspace.run('gate', [...gate, '--ca', ca, ...few])).toMatchObject({ code: 0 });
  expect(workspace.results().target).not.toHaveProperty('insecure');

  const unchecked = await workspace.run('gate', [...gate, '--insecure', '--timeout', '9000', ...few]);
  expect(unchecked.stdout).toContain('certificates unchecked');
  expect(unchecked.code).toBe(0);
  expect(workspace.results()).toMatchObject({ target: { insecure: true } });
  expect(workspace.results().settings).toEqual({
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: front.baseUrl,
    GRAPH_DEADLINE_MS: '9000',
    GRAPH_CERTIFICATES: 'unchecked',
  });
  await front.close();
  await mock.close();
});

test('every request goes through the proxy that is named, whose password shows nowhere', async ({ workspace }) => {
  const password = 'pass-4b1d9c77';
  const authority = await createCertificateAuthority();
  const mock = await startMock();
  const secure = await startFront(mock, { tls: await authority.server() });
  const proxy = await startProxy();
  const gate = (base: string): string[] => [
    ...['--base-url', base, '--insecure'],
    ...['--proxy', `http://user:${password}@${proxy.address}`, ...few],
  ];
  for (const base of [mock.baseUrl, secure.baseUrl]) {
    const { code, stdout, stderr } = await workspace.run('gate', gate(base));
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain(`proxy http://${proxy.address}`);
    expect(reportsOf(workspace) + stdout + stderr).not.toContain(password);
  }
  const { cases } = workspace.results();
  const sent = cases.reduce((sum, { requests }) => sum + requests, 0);
  const tunnels = proxy.asked.filter(({ method }) => method === 'CONNECT');
  expect(tunnels.length).toBeGreaterThanOrEqual(sent);
  expect(proxy.asked.length - tunnels.length).toBeGreaterThanOrEqual(sent);
  expect(new Set(proxy.asked.map(({ authorization }) => authorization))).toEqual(
    new Set([`Basic ${Buffer.from(`user:${password}`).toString('base64')}`]),
  );
  await proxy.close();
  await secure.close();
  await mock.close();
});

test('a server that claims a part is held against that part, and the verdict says so', async ({ workspace }) => {
  const mock = await startMock();
  const front = await startFront(mock, {
    refuse: ({ path }) =>
      /\/(?:groupPolicy(?!Configurations\b)|definitionValues|updateDefinitionValues)/.test(path)
        ? { status: 501, headers: {}, body: '' }
        : undefined,
  });
  const types = ['groupPolicyConfiguration', 'groupPolicyConfigurationAssignment'];
  const gate = ['--base-url', front.baseUrl];
  const whole = await workspace.run('gate', [...gate, ...selection]);
  expect(whole.code, whole.stdout).not.toBe(0);

  const part = await workspace.run('gate', [
    ...gate,
    ...['--capabilities', capabilitiesIn(workspace, { types, without: ['expand/definitionValues'] })],
    ...selection,
  ]);
  expect(part.stdout).toMatch(
    /^CONFORMANT in what was asked; \d+ claims are not asked because the target does not claim them$/m,
  );
  expect(part.code, part.stdout).toBe(0);
  const { totals, target, cases } = workspace.results();
  expect(target.capabilities).toMatchObject({ types });
  expect(totals.unclaimed).toBe(totals.claims.skipped);
  expect(totals.unclaimed).toBeGreaterThan(0);
  const reasons = new Set(
    cases.flatMap(({ claims }) =>
      claims.flatMap(({ notAsked, reason }) => (notAsked?.by === 'capabilities' ? (reason ?? []) : [])),
    ),
  );
  expect([...reasons]).toEqual(
    expect.arrayContaining(['the action takes a groupPolicyDefinitionValue, and the target serves none']),
  );
  await front.close();
  await mock.close();
});

test('what is claimed and not kept fails', async ({ workspace }) => {
  const path = '/deviceManagement/groupPolicyObjectFiles/{groupPolicyObjectFileId}';
  const mock = await startMock({ faults: [{ name: 'find-the-dead', scope: { method: 'GET', path } }] });
  const gate = ['--base-url', mock.baseUrl];
  const shapes = ['--capabilities', capabilitiesIn(workspace, { levels: ['shape'] })];
  expect(await workspace.run('gate', [...gate, ...shapes, ...few])).toMatchObject({ code: 0 });
  const states = ['--capabilities', capabilitiesIn(workspace, { levels: ['shape', 'state'] })];
  const { code, stdout } = await workspace.run('gate', [...gate, ...states, ...few]);
  expect(stdout).toContain('NOT CONFORMANT');
  expect(code).toBe(1);
  await mock.close();
});

test('a server on which nothing can be made is asked for what is known to be there', async ({ workspace }) => {
  const mock = await startMock();
  const create = async (displayName: string): Promise<string> => {
    const answer = await fetch(`${mock.baseUrl}/deviceManagement/groupPolicyConfigurations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName }),
    });
    return ((await answer.json()) as { id: string }).id;
  };
  await create('not named');
  const id = await create('named');
  const front = await startFront(mock, {
    refuse: ({ method }) => (method === 'GET' ? undefined : { status: 405, headers: {}, body: '' }),
  });
  const capabilities = {
    ...{ levels: ['shape', 'state'], methods: ['GET'], creates: false, ids: { groupPolicyConfigurationId: [id] } },
  };
  const { code, stdout } = await workspace.run('gate', [
    ...['--base-url', front.baseUrl],
    ...['--capabilities', capabilitiesIn(workspace, capabilities)],
    ...['--', '--grep', 'Get groupPolicyConfiguration GET|List groupPolicyConfigurations GET'],
  ]);
  expect(code, stdout).toBe(0);
  expect(workspace.results().totals.claims.pass).toBeGreaterThan(20);
  const keyed = front.requests.filter(({ path }) => /groupPolicyConfigurations\/[0-9a-f]/.test(path));
  expect(keyed.length).toBeGreaterThan(0);
  expect(keyed.filter(({ path }) => !path.includes(id))).toEqual([]);
  await front.close();
  await mock.close();
});
