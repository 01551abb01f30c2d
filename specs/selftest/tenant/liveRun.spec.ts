import { mkdirSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { casesNamed, play } from '../../../fixtures/rehearsal.ts';
import type { Ended, Workspace } from '../../../src/bench/workspace.ts';
import { type Authorization, authorize } from '../../../src/credential/authorization.ts';
import type { Outcome } from '../../../src/judge/verdict.ts';
import { filesWithSecrets, tokenBeginnings } from '../../../src/report/guard/guard.ts';
import { preflight } from '../../../src/run/preflight.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { type Proof, startTenant, type Tenant, type TenantOptions } from '../../../src/tenant/tenant.ts';
import { Client } from '../../../src/transport/client.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';

test.setTimeout(180_000);

const proofs: readonly Proof[] = ['client-secret', 'client-certificate', 'workload-identity'];
const handful = casesNamed(
  ...['create#1', 'get#1', 'list#1', 'update#1', 'delete#1', 'lifecycle'].map((id) => `groupPolicyOperation/${id}`),
);
const selection = ['--grep', '@groupPolicyOperation'];
/** Longer than a token of two seconds is taken, with the leeway of the stand-in. */
const severalLives = 6_000;

interface Opened {
  readonly client: Client;
  readonly authorization: Authorization;
}

/** Opens a tenant as a run does, in this process. */
async function open({ environment }: Tenant): Promise<Opened> {
  const { target, api, network } = readSuite(environment);
  const authorization = await authorize(target, { environment, network, prompt: () => undefined });
  const options = {
    baseUrl: target.baseUrl ?? '',
    limits: target.limits,
    redact: createRedaction(authorization.secrets),
    network,
  };
  const found = await preflight({ ...options, authorization, kind: target.kind }, api.requests);
  expect(found).toMatchObject({ baseUrl: target.baseUrl });
  return { client: new Client({ ...options, token: authorization.token }), authorization };
}

/** The outcomes of a handful of cases, run over and over for as long as several tokens live. */
async function outcomesFor({ client }: Opened, milliseconds: number): Promise<Set<Outcome>> {
  const outcomes = new Set<Outcome>();
  for (const end = performance.now() + milliseconds; performance.now() < end; )
    for (const planned of handful)
      for (const { outcome } of (await play(planned, client)).verdicts) outcomes.add(outcome);
  return outcomes;
}

for (const proof of proofs) {
  test(`${proof}: cases over TLS pass, with tokens that expire between them`, async () => {
    const tenant = await startTenant({ proof, grant: { lifetime: 2 } });
    const opened = await open(tenant);
    expect([...(await outcomesFor(opened, severalLives))]).toEqual(['pass']);
    const { requests, tokens } = tenant.entra;
    expect(tokens.length).toBeGreaterThan(2);
    expect(new Set(requests.map(({ grant, scope }) => `${grant} ${scope}`))).toEqual(
      new Set(['client_credentials https://graph.microsoft.com/.default']),
    );
    expect(new Set(requests.map((request) => request.proof))).toEqual(
      new Set([proof === 'client-secret' ? 'secret' : 'assertion']),
    );
    const redact = createRedaction(opened.authorization.secrets);
    for (const secret of [...tokens, ...tenant.secrets]) expect(redact(`a ${secret} b`)).toBe('a [redacted] b');
    await opened.client.close();
    await tenant.close();
  });
}

test('when no more tokens come, what was not seen is undecided, and nothing fails', async () => {
  let refused = false;
  const tenant = await startTenant({
    proof: 'client-secret',
    grant: { lifetime: 2 },
    refuse: () => (refused ? 7000222 : undefined),
  });
  const opened = await open(tenant);
  refused = true;
  expect([...(await outcomesFor(opened, severalLives))].sort()).toEqual(['inconclusive', 'pass']);
  const [first] = handful;
  const { verdicts = [] } = first ? await play(first, opened.client) : {};
  expect(verdicts[0]).toMatchObject({
    outcome: 'inconclusive',
    reason: expect.stringContaining('AADSTS7000222): the client secret has expired; make a new one'),
  });
  await opened.client.close();
  await tenant.close();
});

/** Runs the command, and expects no secret of the tenant in anything it leaves. */
async function run(workspace: Workspace, tenant: Tenant, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const environment = { ...tenant.environment, ...more };
  const ended = await workspace.run('conformance', selection, environment);
  const reports = join(workspace.folder, 'reports');
  mkdirSync(reports, { recursive: true });
  const secrets = [...tenant.secrets, ...tenant.entra.tokens, ...tokenBeginnings];
  expect(secrets.filter((secret) => (ended.stdout + ended.stderr).includes(secret))).toEqual([]);
  expect(filesWithSecrets(reports, secrets)).toEqual([]);
  return ended;
}

test('the command runs over TLS with tokens that expire in mid-run, and leaves no secret', async ({ workspace }) => {
  const tenant = await startTenant({ proof: 'client-secret', grant: { lifetime: 2 } });
  const dedicated = { GRAPH_WRITES: 'dedicated', GRAPH_DEDICATED_TENANTS: tenant.id };
  const { code, stderr, stdout } = await run(workspace, tenant, dedicated);
  await tenant.close();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`6 cases with `);
  expect(stdout).toContain(`against ${tenant.front.baseUrl}: `);
  expect(workspace.results().levels).toEqual(['shape', 'state']);
  expect(tenant.entra.tokens.length).toBeGreaterThan(2);
});

const troubles: readonly [
  title: string,
  tenant: Omit<TenantOptions, 'proof'>,
  environment: Readonly<Record<string, string>>,
  sentence: string,
  name: string,
][] = [
  [
    'a wrong secret',
    {},
    { AZURE_CLIENT_SECRET: 'wrong~secret-Q0FOQVJZ' },
    'client-secret got no token (AADSTS7000215): the client secret is wrong; set AZURE_CLIENT_SECRET to the value of a secret, not to its id [',
    'credential',
  ],
  [
    'an expired secret',
    { refuse: () => 7000222 },
    {},
    'client-secret got no token (AADSTS7000222): the client secret has expired; make a new one and set AZURE_CLIENT_SECRET to its value [',
    'credential',
  ],
  [
    'an unknown tenant',
    {},
    { AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-000000000000' },
    'client-secret got no token (AADSTS90002): the tenant is not known in this cloud; correct AZURE_TENANT_ID or GRAPH_CLOUD [',
    'tenant',
  ],
  [
    'another cloud',
    {},
    { GRAPH_CLOUD: 'usgov' },
    'the token is for https://graph.microsoft.com (aud), not for https://graph.microsoft.us; set GRAPH_CLOUD to the cloud of the tenant\n',
    'credential',
  ],
  [
    'a token of another tenant',
    { grant: { tenant: '0b6ae2e5-5a4f-4b5e-9a57-111111111111' } },
    {},
    'the token is of another tenant (tid) than AZURE_TENANT_ID; ',
    'tenant',
  ],
  [
    'a missing permission',
    { grant: { roles: ['DeviceManagementConfiguration.Read.All', 'Group.Read.All'] } },
    {},
    'the token lacks DeviceManagementConfiguration.ReadWrite.All (it has DeviceManagementConfiguration.Read.All, Group.Read.All); grant it',
    'permission',
  ],
  [
    'a token endpoint whose certificate nothing trusts',
    {},
    { GRAPH_CA: '' },
    'is from an authority that is not trusted, and the server does not show that one (UNABLE_TO_VERIFY_LEAF_SIGNATURE); name that authority in GRAPH_CA',
    'network',
  ],
];
for (const [title, options, environment, sentence, name] of troubles) {
  test(`${title} ends the run before the first request, as a matter of the environment`, async ({ workspace }) => {
    let asked = 0;
    const takes = (): boolean => {
      asked += 1;
      return true;
    };
    const tenant = await startTenant({ proof: 'client-secret', graph: { takes }, ...options });
    const { code, stdout, stderr } = await run(workspace, tenant, environment);
    await tenant.close();
    expect(stderr).toMatch(/^conformance: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain(environment['AZURE_CLIENT_SECRET'] ?? environment['AZURE_TENANT_ID'] ?? '\n\n');
    expect({ code, asked }).toEqual({ code: 2, asked: 0 });
    expect(workspace.results().nothingJudged?.class).toBe(name);
    expect(stdout).toMatch(/^[^\n]*\nINCONCLUSIVE: nothing of the service could be judged [^\n]*\n$/);
  });
}

test('what is missing is named, and is wrong usage', async ({ workspace }) => {
  const { code, stderr } = await workspace.run('conformance', selection, {
    GRAPH_TARGET: 'live',
    GRAPH_CREDENTIAL: 'client-secret',
  });
  expect(stderr).toBe(
    'conformance: GRAPH_CREDENTIAL=client-secret needs AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, which are not set\n',
  );
  expect(code).toBe(64);
});

test('a Graph that sends token, secret and tenant back everywhere leaves none in any output', async ({ workspace }) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const echo = createServer(tenant.tls, (request, response) => {
    const said = [request.headers.authorization, ...tenant.secrets].join(' ');
    const isFirst = request.url?.includes('$top=1') === true;
    response.writeHead(isFirst ? 200 : 401, {
      'content-type': 'application/json',
      'request-id': tenant.id,
      'www-authenticate': String(request.headers.authorization),
    });
    response.end(JSON.stringify({ error: { code: 'unauthenticated', message: said } }));
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const { code } = await run(workspace, tenant, {
    GRAPH_BASE_URL: `https://127.0.0.1:${(echo.address() as AddressInfo).port}/beta`,
  });
  echo.closeAllConnections();
  echo.close();
  await tenant.close();
  expect(code).toBe(2);
});

test('links and redirects to another host are not followed, and no token reaches it', async ({ workspace }) => {
  const asked: string[] = [];
  let elsewhere = '';
  const tenant = await startTenant({
    proof: 'client-secret',
    front: {
      tell: (answer, { method, path }) => {
        if (method !== 'GET') return answer;
        if (/groupPolicyOperations\/[^/?]+$/.test(path))
          return { status: 307, headers: { location: `${elsewhere}${path}` }, body: '' };
        const link = `"@odata.nextLink":"${elsewhere}/beta${path}",`;
        return path.endsWith('groupPolicyOperations') && answer.status === 200
          ? { ...answer, body: answer.body.replace('{', `{${link}`) }
          : answer;
      },
    },
  });
  const other = createServer(tenant.tls, (request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  elsewhere = `https://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const dedicated = { GRAPH_WRITES: 'dedicated', GRAPH_DEDICATED_TENANTS: tenant.id };
  const { code } = await run(workspace, tenant, dedicated);
  const told = tenant.front.told.map(({ answer }) => answer);
  expect(told.filter((answer) => answer?.status === 307).length).toBeGreaterThan(0);
  expect(told.filter((answer) => answer?.body.includes(elsewhere)).length).toBeGreaterThan(0);
  other.closeAllConnections();
  other.close();
  await tenant.close();
  expect(asked).toEqual([]);
  expect(code).not.toBe(0);
});
