import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { jsonWebToken } from '../../../fixtures/jsonWebToken.ts';
import type { Workspace } from '../../../src/bench/workspace.ts';
import { endsBefore } from '../../../src/credential/setToken.ts';
import { filesWithSecrets, tokenBeginnings } from '../../../src/report/guard/guard.ts';
import { connect } from '../../../src/run/connection.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { surveyRun } from '../../../src/run/survey.ts';
import { clouds } from '../../../src/settings/cloud.ts';
import { startTenant, type Tenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

const tenantId = '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab';
const now = Date.parse('2026-11-22T10:00:00Z');
const seconds = now / 1000;
const readAll = 'DeviceManagementConfiguration.Read.All';

/** The claims of a token that Graph Explorer shows to somebody who may read policies. */
const right = {
  aud: '00000003-0000-0000-c000-000000000000',
  tid: tenantId,
  scp: `openid profile User.Read ${readAll}`,
  iat: seconds - 300,
  nbf: seconds - 300,
  exp: seconds + 3600,
};
const base = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'token' };

const surveyed: readonly [title: string, token: string, more: Record<string, string>, problems: readonly string[]][] = [
  ['a right token', jsonWebToken(right), {}, []],
  ['a right token of the tenant that is named', jsonWebToken(right), { AZURE_TENANT_ID: tenantId.toUpperCase() }, []],
  ['no token', '', {}, ['GRAPH_CREDENTIAL=token needs GRAPH_TOKEN, which is not set']],
  [
    'the default of a mock server',
    'mock-token',
    {},
    ['the token in GRAPH_TOKEN is no JSON Web Token, so nothing tells'],
  ],
  [
    'an opaque token',
    'EwB4A8l6BAAURSN/FHlDW5xN74t6GzbtsBBeBUYAAZ',
    {},
    ['the token in GRAPH_TOKEN is no JSON Web Token'],
  ],
  ['half a token', jsonWebToken(right).split('.').slice(0, 2).join('.'), {}, ['copy all of it']],
  ['a token without its head', jsonWebToken(right).slice(60), {}, ['no JSON Web Token']],
  ['an encrypted token', `${jsonWebToken(right)}.a.b`, {}, ['no JSON Web Token']],
  ['a payload that is no object', jsonWebToken([1]), {}, ['no JSON Web Token']],
  ['a header line instead of a token', `Bearer ${jsonWebToken(right)}`, {}, ['GRAPH_TOKEN is no bearer token; ']],
  [
    'another audience',
    jsonWebToken({ ...right, aud: 'https://management.azure.com/' }),
    {},
    ['is for https://management.azure.com/ (aud), not for https://graph.microsoft.com; get one for Microsoft Graph'],
  ],
  ['an application as audience', jsonWebToken({ ...right, aud: tenantId }), {}, ['is for another application (aud)']],
  ['no audience', jsonWebToken({ ...right, aud: undefined }), {}, ['is for no audience (aud)']],
  [
    'another cloud',
    jsonWebToken({ ...right, aud: clouds.global.graph }),
    { GRAPH_CLOUD: 'usgov' },
    [
      'is for https://graph.microsoft.com (aud), not for https://graph.microsoft.us; get one for Microsoft Graph, or set GRAPH_CLOUD',
    ],
  ],
  [
    'another tenant',
    jsonWebToken(right),
    { AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-ffffffffffff' },
    ['is of another tenant (tid) than AZURE_TENANT_ID; get one of the tenant'],
  ],
  ['no tenant', jsonWebToken({ ...right, tid: undefined }), {}, ['names no tenant (tid)']],
  [
    'no permission',
    jsonWebToken({ ...right, scp: 'User.Read' }),
    {},
    [`lacks ${readAll} (it has User.Read); consent to it`],
  ],
  [
    'a token that has expired',
    jsonWebToken({ ...right, exp: seconds - 720 }),
    {},
    ['has expired (exp) 12 minutes ago; get another'],
  ],
  ['a token that expires now', jsonWebToken({ ...right, exp: seconds }), {}, ['has expired (exp) 0 s ago']],
  [
    'a token that has half a minute left',
    jsonWebToken({ ...right, exp: seconds + 30 }),
    {},
    ['expires in 30 s (exp); get another'],
  ],
  ['no expiry', jsonWebToken({ ...right, exp: undefined }), {}, ['has expired (exp); get another']],
  [
    'an expiry that is no number',
    jsonWebToken({ ...right, exp: '2030-01-01' }),
    {},
    ['has expired (exp); get another'],
  ],
  [
    'a token of tomorrow',
    jsonWebToken({ ...right, nbf: seconds + 86400 }),
    {},
    ['was issued 86400 s in the future (iat, nbf)'],
  ],
  [
    'the wish to write what is own',
    jsonWebToken(right),
    { GRAPH_WRITES: 'own' },
    ['GRAPH_WRITES is own, and GRAPH_CREDENTIAL=token only reads; set GRAPH_WRITES=none'],
  ],
  [
    'the wish to write all',
    jsonWebToken(right),
    { GRAPH_WRITES: 'dedicated' },
    ['GRAPH_WRITES is dedicated, and GRAPH_CREDENTIAL=token only reads'],
  ],
  [
    'a secret as well',
    jsonWebToken(right),
    { AZURE_CLIENT_SECRET: 's3cret' },
    ['AZURE_CLIENT_SECRET is for GRAPH_CREDENTIAL=client-secret, and GRAPH_CREDENTIAL is token'],
  ],
  [
    'everything wrong',
    jsonWebToken({}),
    { GRAPH_WRITES: 'own' },
    ['GRAPH_WRITES is own', '(aud)', '(tid)', 'lacks', 'has expired'],
  ],
];
for (const [title, token, more, problems] of surveyed)
  test(`a live target with ${title} has ${problems.length} problems before the first request`, () => {
    const survey = surveyRun({ ...base, GRAPH_TOKEN: token, ...more }, now);
    expect(survey.problems.map(({ sentence }) => sentence)).toEqual(
      problems.map((one) => expect.stringContaining(one)),
    );
    expect(survey.target?.writes).toBe('none');
    for (const { sentence } of survey.problems) {
      expect(sentence).not.toContain(tenantId);
      if (token.length > 20) expect(sentence).not.toContain(token.slice(0, 20));
    }
  });

test('a token of a tenant is not shown to a mock server', () => {
  const mock = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://mock.example', GRAPH_TOKEN: jsonWebToken(right) };
  expect(surveyRun(mock, now).problems).toEqual([]);
  expect(surveyRun({ ...mock, GRAPH_CREDENTIAL: 'token' }, now).problems).toMatchObject([
    { kind: 'wrong', settings: ['GRAPH_TOKEN', 'GRAPH_CREDENTIAL'] },
  ]);
});

const lives: readonly [left: number, requests: number, perSecond: number | undefined, told: string | undefined][] = [
  [60, 1000, 2, undefined],
  [
    9,
    1000,
    2,
    'GRAPH_TOKEN expires in about 9 minutes, and the run takes about 8 minutes; what it has not asked by then',
  ],
  [5, 1000, 2, 'in about 5 minutes, and the run takes about 8 minutes'],
  [1, 1000, undefined, 'in about a minute, and the run takes about 3 minutes'],
  [60, 1000, undefined, undefined],
];
for (const [left, requests, perSecond, told] of lives)
  test(`a token of ${left} minutes ${told === undefined ? 'outlives' : 'does not outlive'} ${requests} requests at ${perSecond ?? 'any'} per second`, () => {
    const live = { credential: 'token', pace: perSecond === undefined ? {} : { perSecond } } as const;
    const environment = { GRAPH_TOKEN: jsonWebToken({ ...right, exp: seconds + 60 * left }) };
    const found = endsBefore(live, environment, requests, now);
    if (told === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(told);
    expect(endsBefore({ ...live, credential: 'client-secret' }, environment, requests, now)).toBeUndefined();
  });

/** A stand-in whose Graph takes a token that nobody asked its authority for, until it expires; and the token. */
async function tenantFor(
  lifetime: number,
  more: object = {},
): Promise<{ tenant: Tenant; token: string; environment: Record<string, string> }> {
  const issued = Math.floor(Date.now() / 1000);
  const expires = issued + lifetime;
  const moments = { iat: issued, nbf: issued, exp: expires };
  const token = jsonWebToken({ ...right, ...moments, ...more });
  const tenant = await startTenant({
    proof: 'client-secret',
    graph: { takes: (shown) => shown === token && Date.now() / 1000 < expires },
  });
  const {
    AZURE_CLIENT_SECRET: _secret,
    AZURE_TENANT_ID: _tenant,
    AZURE_CLIENT_ID: _client,
    ...rest
  } = tenant.environment;
  const environment = { ...rest, ...base, GRAPH_WRITES: 'none', GRAPH_TOKEN: token };
  return { tenant, token, environment };
}

/** Expects no token, and no id of its tenant, in anything that a command left. */
function expectNoSecret(workspace: Workspace, printed: string, token: string): void {
  const secrets = [token, tenantId, ...tokenBeginnings];
  const reports = join(workspace.folder, 'reports');
  mkdirSync(reports, { recursive: true });
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  expect(filesWithSecrets(reports, secrets)).toEqual([]);
}

test('a run with a token that was set only reads, asks no authority, and leaves no token', async ({ workspace }) => {
  const { tenant, token, environment } = await tenantFor(3600);
  const { code, stdout, stderr } = await workspace.run(
    'conformance',
    ['--grep', '@groupPolicyConfiguration '],
    environment,
  );
  const methods = new Set(tenant.front.requests.map(({ method }) => method));
  await tenant.close();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect([...methods]).toEqual(['GET']);
  expect(tenant.entra.requests).toEqual([]);
  expect(workspace.results().totals.claims.pass).toBeGreaterThan(0);
  expectNoSecret(workspace, stdout + stderr, token);
});

test('what is not asked before the token expires is inconclusive for want of a credential', async ({ workspace }) => {
  const { tenant, token, environment } = await tenantFor(75);
  const slow = { ...environment, GRAPH_RATE: '1' };
  const { code, stdout, stderr } = await workspace.run('conformance', [], slow);
  await tenant.close();
  expect(stderr).toMatch(/^conformance: GRAPH_TOKEN expires in about a minute, and the run takes about \d+ minutes; /);
  const { totals, cases } = workspace.results();
  expect(totals.claims.fail + totals.claims.error, stdout).toBe(0);
  expect(totals.claims.pass).toBeGreaterThan(0);
  expect(totals.classes.credential).toBeGreaterThan(0);
  expect(cases.flatMap(({ claims }) => claims.flatMap(({ reason = '' }) => reason))).toContainEqual(
    expect.stringContaining('the token in GRAPH_TOKEN has expired; get another'),
  );
  expect(code).toBe(2);
  expectNoSecret(workspace, stdout + stderr, token);
});

test('a process of a run that starts when the token has expired sends nothing, for want of a credential', async () => {
  const { tenant, environment } = await tenantFor(0);
  const connection = await connect(readSuite(environment), environment, () => undefined);
  await tenant.close();
  expect(connection).toMatchObject({ class: 'credential', reason: expect.stringContaining('has expired') });
  expect(tenant.front.requests).toEqual([]);
});

const refused: readonly [command: string, args: readonly string[], more: Record<string, string>, sentence: string][] = [
  ['conformance', [], { GRAPH_WRITES: 'own' }, 'GRAPH_WRITES is own, and GRAPH_CREDENTIAL=token only reads'],
  ['conformance', [], { GRAPH_TOKEN: 'opaque' }, 'the token in GRAPH_TOKEN is no JSON Web Token'],
  ['sweep', [], {}, 'GRAPH_CREDENTIAL=token only reads, so nothing may be removed; sweep with another credential'],
  ['sweep', ['--dry-run'], { GRAPH_WRITES: 'own' }, 'GRAPH_CREDENTIAL=token only reads'],
];
for (const [command, args, more, sentence] of refused)
  test(`${command} ${args.join(' ')} ${JSON.stringify(more)} with a token is refused, and sends nothing`, async ({
    workspace,
  }) => {
    const { tenant, environment } = await tenantFor(3600);
    const { code, stdout, stderr } = await workspace.run(command, args, { ...environment, ...more });
    await tenant.close();
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(tenant.front.requests).toEqual([]);
  });

test('a dry run with a token says what the token lacks', async ({ workspace }) => {
  const environment = { ...base, GRAPH_TOKEN: jsonWebToken({ ...right, iat: 0, nbf: 0, exp: 1 }) };
  const { code, stdout } = await workspace.run(
    'conformance',
    ['--dry-run', '--grep', '@groupPolicyOperation '],
    environment,
  );
  expect(stdout).toMatch(/\n {2}wrong: the token in GRAPH_TOKEN has expired \(exp\) \d+ hours ago; get another/);
  expect(code).toBe(64);
});

test('cases of a live target are named without a credential, and not with a wrong one', async ({ workspace }) => {
  const args = ['--list', '--only', 'groupPolicyOperation/get'];
  const { code, stdout, stderr } = await workspace.run('conformance', args, { GRAPH_TARGET: 'live' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Get groupPolicyOperation');
  const wrong = await workspace.run('conformance', args, { GRAPH_TARGET: 'live', AZURE_TENANT_ID: 'contoso' });
  expect(wrong).toMatchObject({ code: 64, stdout: '' });
});
