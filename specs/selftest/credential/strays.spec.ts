import { expect, test } from '@playwright/test';
import { jsonWebToken } from '../../../fixtures/jsonWebToken.ts';
import { strayNotes, strayProblems } from '../../../src/credential/strays.ts';
import { surveyRun } from '../../../src/run/survey.ts';
import { credentialNames } from '../../../src/settings/credentialNames.ts';
import { settings } from '../../../src/settings/settings.ts';

const proofs: Readonly<Record<string, string>> = {
  AZURE_CLIENT_SECRET: 'client-secret',
  AZURE_CLIENT_CERTIFICATE_PATH: 'client-certificate',
  AZURE_CLIENT_CERTIFICATE_PASSWORD: 'client-certificate',
  GRAPH_TOKEN: 'token',
};
const ofTenant = jsonWebToken({ aud: 'https://graph.microsoft.com', tid: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab' });

for (const [name, owner] of Object.entries(proofs))
  for (const credential of credentialNames)
    test(`${name} beside GRAPH_CREDENTIAL=${credential}`, () => {
      const found = strayProblems(credential, { [name]: ofTenant });
      if (credential === owner) return expect(found).toEqual([]);
      expect(found).toEqual([
        {
          kind: 'wrong',
          settings: [name, 'GRAPH_CREDENTIAL'],
          sentence: `${name} is for GRAPH_CREDENTIAL=${owner}, and GRAPH_CREDENTIAL is ${credential}; unset ${name}, or set GRAPH_CREDENTIAL=${owner}`,
        },
      ]);
      expect(strayProblems(credential, { [name]: '' })).toEqual([]);
    });

/** What machines set for every job or pod, whatever it is about. */
const byMachines: Readonly<Record<string, string>> = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner-token',
  SYSTEM_ACCESSTOKEN: 'system-token',
  SYSTEM_OIDCREQUESTURI: 'https://agent.example/oidc',
  AZURE_FEDERATED_TOKEN_FILE: '/var/run/secrets/azure/tokens/azure-identity-token',
  AZURE_CLIENT_ID: '0b6ae2e5-5a4f-4b5e-9a57-000000000001',
  AZURE_SERVICE_CONNECTION_ID: '0b6ae2e5-5a4f-4b5e-9a57-000000000002',
};
for (const credential of credentialNames)
  test(`nothing that a machine sets by itself stops ${credential}`, () => {
    expect(strayProblems(credential, byMachines)).toEqual([]);
  });

const told: readonly [credential: 'client-secret' | 'azure-cli' | 'workload-identity', notes: readonly string[]][] = [
  [
    'client-secret',
    ['AZURE_FEDERATED_TOKEN_FILE, AZURE_SERVICE_CONNECTION_ID: not read, for GRAPH_CREDENTIAL is client-secret'],
  ],
  [
    'azure-cli',
    [
      'AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, AZURE_SERVICE_CONNECTION_ID: not read, for GRAPH_CREDENTIAL is azure-cli',
    ],
  ],
  ['workload-identity', ['AZURE_SERVICE_CONNECTION_ID: not read, for GRAPH_CREDENTIAL is workload-identity']],
];
for (const [credential, notes] of told)
  test(`what ${credential} does not read is told`, () => {
    expect(strayNotes(credential, byMachines)).toEqual(notes);
    expect(strayNotes(credential, {})).toEqual([]);
  });

test('the token of a mock server may stand in a file beside a live credential, and is told', () => {
  for (const token of ['another-mock-token', jsonWebToken({ aud: 'mock' })]) {
    expect(strayProblems('client-secret', { GRAPH_TOKEN: token })).toEqual([]);
    expect(strayNotes('client-secret', { GRAPH_TOKEN: token })).toEqual([
      'GRAPH_TOKEN: not read, for GRAPH_CREDENTIAL is client-secret',
    ]);
  }
  expect(strayNotes('client-secret', { GRAPH_TOKEN: settings.token.fallback })).toEqual([]);
});

const tenant = '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab';
const dedicated: readonly [tenants: string | undefined, problems: readonly string[]][] = [
  [undefined, ['missing GRAPH_DEDICATED_TENANTS is not set, and GRAPH_WRITES=dedicated writes only in']],
  [tenant.toUpperCase(), []],
  [`0b6ae2e5-5a4f-4b5e-9a57-ffffffffffff,${tenant}`, []],
  [
    '0b6ae2e5-5a4f-4b5e-9a57-ffffffffffff',
    ['wrong AZURE_TENANT_ID is not one of GRAPH_DEDICATED_TENANTS; add it only if'],
  ],
];
for (const [tenants, problems] of dedicated)
  test(`a tenant is ${problems.length === 0 ? '' : 'not '}one of ${tenants}`, () => {
    const survey = surveyRun({
      ...{ GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli', AZURE_TENANT_ID: tenant, GRAPH_WRITES: 'dedicated' },
      GRAPH_MARK_KEY: 'a key of thirty-two characters 99',
      ...(tenants === undefined ? {} : { GRAPH_DEDICATED_TENANTS: tenants }),
    });
    expect(survey.problems.map(({ kind, sentence }) => `${kind} ${sentence}`)).toEqual(
      problems.map((problem) => expect.stringContaining(problem)),
    );
  });
