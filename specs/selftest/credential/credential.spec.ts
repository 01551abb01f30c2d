import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { authorize } from '../../../src/credential/authorization.ts';
import { credentialKinds, signsIn } from '../../../src/credential/kinds.ts';
import { TokenClient } from '../../../src/credential/tokenClient.ts';
import { clouds } from '../../../src/settings/cloud.ts';
import { type CredentialName, credentialNames } from '../../../src/settings/credentialNames.ts';
import { SettingError } from '../../../src/settings/setting.ts';
import { readTarget } from '../../../src/settings/target.ts';
import { trustWith } from '../../../src/settings/trust.ts';
import { createApplicationCertificate } from '../../../src/tenant/certificates.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

type Environment = Readonly<Record<string, string>>;

let folder = '';
let files: Environment = {};
test.beforeAll(async () => {
  // The credential reads it there itself.
  process.env['SYSTEM_OIDCREQUESTURI'] = all['SYSTEM_OIDCREQUESTURI'];
  folder = mkdtempSync(join(tmpdir(), 'credential-'));
  const { key, cert } = await createApplicationCertificate();
  files = {
    AZURE_CLIENT_CERTIFICATE_PATH: join(folder, 'key.pem'),
    AZURE_FEDERATED_TOKEN_FILE: join(folder, 'assertion'),
  };
  writeFileSync(join(folder, 'key.pem'), `${key}\n${cert}`);
  writeFileSync(join(folder, 'assertion'), 'an-assertion-of-another-issuer');
});
test.afterAll(() => {
  rmSync(folder, { recursive: true });
  delete process.env['SYSTEM_OIDCREQUESTURI'];
});

/** Every setting of every credential. */
const all: Environment = {
  AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab',
  AZURE_CLIENT_ID: '3f1a7c52-8d0e-4c1b-9b7e-0123456789ab',
  AZURE_CLIENT_SECRET: 'canary-client-secret',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://127.0.0.1:9/assertion',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-actions-token',
  AZURE_SERVICE_CONNECTION_ID: '7c9d2e41-1f5a-4d3c-8e6b-0123456789ab',
  SYSTEM_ACCESSTOKEN: 'canary-system-token',
  SYSTEM_OIDCREQUESTURI: 'https://127.0.0.1:9/oidc',
  GRAPH_TOKEN: 'canary-token-that-was-set',
};

const needed: Readonly<Record<CredentialName, string>> = {
  'client-secret': 'AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET',
  'client-certificate': 'AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_CERTIFICATE_PATH',
  'workload-identity': 'AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_FEDERATED_TOKEN_FILE',
  'github-actions': 'AZURE_TENANT_ID, AZURE_CLIENT_ID, ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'azure-pipelines':
    'AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_SERVICE_CONNECTION_ID, SYSTEM_ACCESSTOKEN, SYSTEM_OIDCREQUESTURI',
  'managed-identity': 'AZURE_TENANT_ID',
  'azure-cli': 'AZURE_TENANT_ID',
  'azure-powershell': 'AZURE_TENANT_ID',
  'device-code': 'AZURE_TENANT_ID, AZURE_CLIENT_ID',
  'interactive-browser': 'AZURE_TENANT_ID, AZURE_CLIENT_ID',
  token: 'GRAPH_TOKEN',
};

const made: Readonly<Record<CredentialName, string>> = {
  'client-secret': 'ClientSecretCredential',
  'client-certificate': 'ClientCertificateCredential',
  'workload-identity': 'WorkloadIdentityCredential',
  'github-actions': 'ClientAssertionCredential',
  'azure-pipelines': 'AzurePipelinesCredential',
  'managed-identity': 'ManagedIdentityCredential',
  'azure-cli': 'AzureCliCredential',
  'azure-powershell': 'AzurePowerShellCredential',
  'device-code': 'DeviceCodeCredential',
  'interactive-browser': 'InteractiveBrowserCredential',
  token: 'Object',
};

function authorizeWith(environment: Environment, trust?: readonly string[]) {
  return authorize(readTarget({ GRAPH_TARGET: 'live', ...environment }), {
    environment,
    prompt: () => undefined,
    network: trust ? { trust } : {},
  });
}

for (const credential of credentialNames) {
  test(`${credential} without its settings names them`, async () => {
    const plural = needed[credential].includes(',') ? 'are' : 'is';
    const opening = authorizeWith({ GRAPH_CREDENTIAL: credential });
    await expect(opening).rejects.toThrow(SettingError);
    await expect(opening).rejects.toThrow(
      `GRAPH_CREDENTIAL=${credential} needs ${needed[credential]}, which ${plural} not set`,
    );
  });

  test(`${credential} makes one ${made[credential]}, without asking anybody for anything`, async () => {
    const identity = await import('@azure/identity');
    const environment: Environment = { ...all, ...files };
    const kind = credentialKinds[credential];
    const credentialMade = kind.make(
      identity,
      ({ name }) => environment[name] ?? '',
      {
        cloud: clouds.global,
        options: {
          authorityHost: 'https://127.0.0.1:9',
          disableInstanceDiscovery: true,
          httpClient: new TokenClient({}),
          redirectOptions: { maxRetries: 0 },
          proxyOptions: { host: 'https://127.0.0.1:9', port: 443 },
        },
        local: new TokenClient({}),
        prompt: () => undefined,
        assert: async () => '',
        clock: Date.now,
      },
      ({ name }) => environment[name],
    );
    expect(credentialMade.constructor.name).toBe(made[credential]);
  });

  test(`with ${credential} everything that is set is secret from the start, that of other credentials too`, async () => {
    const secrets = (await authorizeWith({ ...all, ...files, GRAPH_CREDENTIAL: credential })).secrets();
    for (const secret of [
      all['AZURE_TENANT_ID'],
      'canary-client-secret',
      expect.stringMatching(/^MII/),
      'an-assertion-of-another-issuer',
      'canary-actions-token',
      'canary-system-token',
      'canary-token-that-was-set',
    ])
      expect(secrets).toContainEqual(secret);
  });
}

test('only where a person signs in, it matters how many processes there are', () => {
  const attended = credentialNames.filter((credential) =>
    signsIn(readTarget({ GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: credential })),
  );
  expect(attended).toEqual(['device-code', 'interactive-browser']);
  expect(signsIn(readTarget({}))).toBe(false);
});

test('a tenant that is no GUID is refused without being quoted', async () => {
  const opening = authorizeWith({ ...all, AZURE_TENANT_ID: 'contoso.example', GRAPH_CREDENTIAL: 'azure-cli' });
  await expect(opening).rejects.toThrow('AZURE_TENANT_ID is no GUID; it must be the id of the tenant');
});

test('a file that is not there is named', async () => {
  const missing = { ...all, AZURE_FEDERATED_TOKEN_FILE: '/no/such/file', GRAPH_CREDENTIAL: 'workload-identity' };
  await expect(authorizeWith(missing)).rejects.toThrow(
    'AZURE_FEDERATED_TOKEN_FILE is "/no/such/file", which is missing',
  );
});

const jobs: readonly [
  credential: CredentialName,
  settings: (url: string) => Environment,
  answer: (assertion: string) => object,
  asked: string,
][] = [
  [
    'github-actions',
    (url) => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-job-token',
    }),
    (value) => ({ value }),
    'GET /token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange Bearer canary-job-token',
  ],
  [
    'azure-pipelines',
    (url) => ({
      SYSTEM_OIDCREQUESTURI: `${url}/oidctoken`,
      SYSTEM_ACCESSTOKEN: 'canary-job-token',
      AZURE_SERVICE_CONNECTION_ID: '7c9d2e41-1f5a-4d3c-8e6b-0123456789ab',
    }),
    (oidcToken) => ({ oidcToken }),
    'POST /oidctoken?api-version=7.1&serviceConnectionId=7c9d2e41-1f5a-4d3c-8e6b-0123456789ab Bearer canary-job-token',
  ],
];
for (const [credential, settings, answer, question] of jobs) {
  test(`${credential} exchanges the assertion of the job, which it asks the runner for`, async () => {
    const tenant = await startTenant({ proof: 'workload-identity' });
    const [, assertion = ''] = tenant.secrets;
    const asked = new Set<string>();
    const runner = createServer(tenant.tls, ({ method, url, headers }, response) => {
      asked.add(`${method} ${url} ${headers.authorization}`);
      response.end(JSON.stringify(answer(assertion)));
    });
    await new Promise<void>((resolve) => runner.listen(0, '127.0.0.1', resolve));
    const set = settings(`https://127.0.0.1:${(runner.address() as AddressInfo).port}`);
    process.env['SYSTEM_OIDCREQUESTURI'] = set['SYSTEM_OIDCREQUESTURI'] ?? all['SYSTEM_OIDCREQUESTURI'];
    const environment = { ...tenant.environment, GRAPH_CREDENTIAL: credential, ...set };
    const authorization = await authorizeWith(environment, trustWith(tenant.environment['GRAPH_CA'] ?? ''));
    expect(await authorization.problems()).toEqual([]);
    expect(await authorization.token()).toBe(tenant.entra.tokens[0]);
    expect([...asked]).toEqual([question]);
    for (const secret of ['canary-job-token', ...tenant.entra.tokens])
      expect(authorization.secrets()).toContain(secret);
    runner.closeAllConnections();
    runner.close();
    await tenant.close();
  });
}

test('an encrypted key is used with its password, and without it the sentence says so', async () => {
  const tenant = await startTenant({ proof: 'client-certificate' });
  const trust = trustWith(tenant.environment['GRAPH_CA'] ?? '');
  const pem = readFileSync(tenant.environment['AZURE_CLIENT_CERTIFICATE_PATH'] ?? '', 'utf8');
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'right password' };
  const encrypted = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', ...cipher });
  const path = join(folder, 'encrypted.pem');
  writeFileSync(path, `${encrypted}${pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))}`);
  const withPassword = async (password: string): Promise<readonly string[]> =>
    (
      await (
        await authorizeWith(
          {
            ...tenant.environment,
            AZURE_CLIENT_CERTIFICATE_PATH: path,
            AZURE_CLIENT_CERTIFICATE_PASSWORD: password,
          },
          trust,
        )
      ).problems()
    ).map(({ sentence }) => sentence);
  expect(await withPassword('right password')).toEqual([]);
  expect(await withPassword('wrong password')).toEqual([
    expect.stringContaining('the private key cannot be decrypted; correct AZURE_CLIENT_CERTIFICATE_PASSWORD'),
  ]);
  expect(await withPassword('')).toEqual([
    expect.stringContaining('cannot be read; set AZURE_CLIENT_CERTIFICATE_PASSWORD if it is encrypted'),
  ]);
  await tenant.close();
});
