import { expect, test } from '@playwright/test';
import { unreadNotes } from '../../../src/settings/refused/ignoredSettings.ts';
import { SettingError } from '../../../src/settings/setting.ts';
import { readTarget } from '../../../src/settings/target.ts';

test('what is set for other targets than one that is named is told and not read, so that targets can share a file', () => {
  const shared = {
    ...{
      GRAPH_TARGET: 'embedded',
      GRAPH_BASE_URL: 'http://host',
      GRAPH_CERTIFICATES: 'unchecked',
      GRAPH_WRITES: 'own',
    },
    ...{ GRAPH_CLOUD: 'global', GRAPH_RATE: '', AZURE_TENANT_ID: 'contoso.onmicrosoft.com' },
  };
  expect(readTarget(shared)).toEqual(readTarget({}));
  expect(unreadNotes(shared)).toEqual([
    'GRAPH_BASE_URL, GRAPH_CERTIFICATES, GRAPH_WRITES: not read, for GRAPH_TARGET is embedded',
  ]);
  const mock = readTarget({ ...shared, GRAPH_TARGET: 'mock' });
  expect(mock).toMatchObject({ kind: 'mock', insecure: true, writes: 'dedicated' });
  expect(unreadNotes({ ...shared, GRAPH_TARGET: 'mock' })).toEqual([
    'GRAPH_WRITES: not read, for GRAPH_TARGET is mock',
  ]);
});

test('variables of other programs with our prefix stop nothing, and are told', () => {
  const others = ['GRAPH_API_KEY', 'GRAPH_CLIENT_ID', 'GRAPH_TENANT_ID', 'GRAPH_API_BASE_URL', 'GRAPH_ID', 'GRAPH_URL'];
  const environment = {
    ...Object.fromEntries(others.map((name) => [name, 'theirs'])),
    GRAPHQL_URL: 'theirs',
    PATH: '/',
  };
  expect(readTarget(environment)).toEqual(readTarget({}));
  expect(unreadNotes(environment)).toEqual([`${others.join(', ')}: no setting of the suite, and not read`]);
  expect(unreadNotes({ GRAPH_TRAGET: '', GRAPH_TARGET: 'embedded' })).toEqual([]);
});

/** Names that are almost one of a variable that is read, with the variables that are meant. */
const near: readonly (readonly [name: string, meant: string])[] = [
  ['AZURE_TENANTID', 'AZURE_TENANT_ID'],
  ['AZURE_TENANT', 'AZURE_TENANT_ID'],
  ['AZURETENANTID', 'AZURE_TENANT_ID'],
  ['AZURE_TENNANT_ID', 'AZURE_TENANT_ID'],
  ['azure_tenant_id', 'AZURE_TENANT_ID'],
  ['AZURE_CLIENTID', 'AZURE_CLIENT_ID'],
  ['AZURE-CLIENT-ID', 'AZURE_CLIENT_ID'],
  ['AZURE_CLIENTSECRET', 'AZURE_CLIENT_SECRET'],
  ['AZURE_CLIENT_SECERT', 'AZURE_CLIENT_SECRET'],
  ['AZURE_CLIENT_CERTIFICATE', 'AZURE_CLIENT_CERTIFICATE_PATH or AZURE_CLIENT_CERTIFICATE_PASSWORD'],
  ['AZURE_CLIENTCERTIFICATEPATH', 'AZURE_CLIENT_CERTIFICATE_PATH'],
  ['AZURE_FEDERATED_TOKENFILE', 'AZURE_FEDERATED_TOKEN_FILE'],
  ['AZURE_FEDERATED_TOKEN', 'AZURE_FEDERATED_TOKEN_FILE'],
  ['AZURE_AUTHORITYHOST', 'AZURE_AUTHORITY_HOST'],
  ['AZURE_SERVICECONNECTION_ID', 'AZURE_SERVICE_CONNECTION_ID'],
  ['ACTIONS_ID_TOKEN_REQUEST_URI', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
  ['ACTIONS_IDTOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ['SYSTEM_ACCESS_TOKEN', 'SYSTEM_ACCESSTOKEN'],
  ['SYSTEM_OIDC_REQUEST_URI', 'SYSTEM_OIDCREQUESTURI'],
  ['SYSTEM_OIDCREQUESTURL', 'SYSTEM_OIDCREQUESTURI'],
  ['HTTPSPROXY', 'HTTPS_PROXY or HTTP_PROXY'],
  ['HTTPS_PROXI', 'HTTPS_PROXY'],
  ['Http_Proxy', 'HTTP_PROXY'],
  ['NOPROXY', 'NO_PROXY'],
  ['ENVFILE', 'ENV_FILE'],
  ['ENV_FILES', 'ENV_FILE'],
  ['env_file', 'ENV_FILE'],
];
for (const [name, meant] of near)
  test(`${name} is refused, for ${meant} is meant`, () => {
    for (const kind of [{}, { GRAPH_TARGET: 'embedded' }, { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://host' }])
      expect(() => readTarget({ ...kind, [name]: 's3cretpw99' })).toThrow(
        new SettingError(
          `${name} is no setting; did you mean ${meant}? unset it where it is meant for another program`,
        ),
      );
  });

/** What other programs are known to set or to read. */
const wellKnown: Readonly<Record<string, readonly string[]>> = {
  'the Azure SDKs and command lines': [
    ...['AZURE_CONFIG_DIR', 'AZURE_EXTENSION_DIR', 'AZURE_TOKEN_CREDENTIALS', 'AZURE_USERNAME', 'AZURE_PASSWORD'],
    ...['AZURE_SUBSCRIPTION_ID', 'AZURE_RESOURCE_GROUP', 'AZURE_LOCATION', 'AZURE_ENV_NAME', 'AZURE_LOG_LEVEL'],
    ...['AZURE_ADDITIONALLY_ALLOWED_TENANTS', 'AZURE_REGIONAL_AUTHORITY_NAME', 'AZURE_POD_IDENTITY_AUTHORITY_HOST'],
    ...['AZURE_CLIENT_SEND_CERTIFICATE_CHAIN', 'AZURE_IDENTITY_DISABLE_MULTITENANTAUTH', 'AZURE_CREDENTIALS'],
    ...['AZURE_DEVOPS_EXT_PAT', 'AZURE_DEVOPS_CACHE_DIR', 'AZURE_HTTP_USER_AGENT', 'AZURE_CLOUD', 'AZURE_ENVIRONMENT'],
    ...['AZURE_KEYVAULT_URL', 'AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_CONNECTION_STRING', 'AZURE_PRINCIPAL_ID'],
    ...[
      'AZURE_CORE_OUTPUT',
      'AZURE_DEFAULTS_GROUP',
      'AZURE_OPENAI_API_KEY',
      'AZURE_OPENAI_ENDPOINT',
      'AZUREPS_HOST_ENVIRONMENT',
    ],
    ...['ARM_CLIENT_ID', 'ARM_TENANT_ID', 'ARM_CLIENT_SECRET', 'MSI_ENDPOINT', 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER'],
  ],
  'Azure Pipelines': [
    ...['AZURESUBSCRIPTION_CLIENT_ID', 'AZURESUBSCRIPTION_TENANT_ID', 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID'],
    ...[
      'SYSTEM',
      'SYSTEM_TEAMPROJECT',
      'SYSTEM_TEAMPROJECTID',
      'SYSTEM_TEAMFOUNDATIONCOLLECTIONURI',
      'SYSTEM_TEAMFOUNDATIONSERVERURI',
    ],
    ...['SYSTEM_COLLECTIONURI', 'SYSTEM_COLLECTIONID', 'SYSTEM_DEFINITIONID', 'SYSTEM_HOSTTYPE', 'SYSTEM_JOBID'],
    ...[
      'SYSTEM_ENABLEACCESSTOKEN',
      'SYSTEM_TASKDEFINITIONSURI',
      'SYSTEM_TASKINSTANCEID',
      'SYSTEM_PLANID',
      'SYSTEM_DEBUG',
    ],
    ...[
      'SYSTEM_DEFAULTWORKINGDIRECTORY',
      'SYSTEM_ARTIFACTSDIRECTORY',
      'SYSTEM_WORKFOLDER',
      'SYSTEM_SERVERTYPE',
      'SYSTEM_CULTURE',
    ],
    ...[
      'SYSTEM_PULLREQUEST_SOURCEBRANCH',
      'SYSTEM_STAGENAME',
      'SYSTEM_JOBNAME',
      'SYSTEM_TIMELINEID',
      'SYSTEMROOT',
      'SYSTEMDRIVE',
    ],
  ],
  'GitHub Actions': [
    ...[
      'ACTIONS_RUNTIME_URL',
      'ACTIONS_RUNTIME_TOKEN',
      'ACTIONS_CACHE_URL',
      'ACTIONS_CACHE_SERVICE_V2',
      'ACTIONS_RESULTS_URL',
    ],
    ...['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG', 'ACTIONS_ORCHESTRATION_ID', 'ACTIONS_RUNNER_HOOK_JOB_STARTED'],
  ],
  'proxies, shells and builds': [
    ...[
      'http_proxy',
      'https_proxy',
      'no_proxy',
      'ALL_PROXY',
      'all_proxy',
      'FTP_PROXY',
      'ftp_proxy',
      'WS_PROXY',
      'GOPROXY',
    ],
    ...[
      'ENV',
      'NODE_ENV',
      'BASH_ENV',
      'ENVIRONMENT',
      'GRAPH',
      'AZURE',
      'ACTIONS',
      'HTTP',
      'HTTPS',
      'NO',
      'ENV_FILE',
      'NO_COLOR',
    ],
    ...[
      'DOTENV_FILE',
      'COMPOSE_ENV_FILES',
      'npm_config_noproxy',
      'npm_config_https_proxy',
      'NODE_USE_ENV_PROXY',
      'SOCKS_PROXY',
    ],
  ],
};
for (const [program, names] of Object.entries(wellKnown))
  test(`what ${program} set or read stops nothing and is not told`, () => {
    const environment = Object.fromEntries(
      names.map((name) => [name, name.toLowerCase().includes('proxy') ? 'http://host' : 'theirs']),
    );
    expect(readTarget(environment).kind).toBe('embedded');
    expect(unreadNotes(environment)).toEqual([]);
  });
