import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readSuite } from '../../../src/run/suite.ts';
import { SettingError, toldText } from '../../../src/settings/setting.ts';
import { settings } from '../../../src/settings/settings.ts';
import { readTarget } from '../../../src/settings/target.ts';

test('without any setting the embedded mock is the target', () => {
  expect(readTarget({})).toMatchObject({ kind: 'embedded', levels: ['shape', 'state', 'protocol'] });
  expect(readTarget({ GRAPH_TARGET: '' })).toMatchObject({ kind: 'embedded' });
});

test('a mock server has a base URL and a token', () => {
  const target = readTarget({
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: 'http://127.0.0.1:4010/beta/',
    GRAPH_LEVELS: 'shape',
  });
  expect(target).toMatchObject({
    kind: 'mock',
    baseUrl: 'http://127.0.0.1:4010/beta',
    token: 'mock-token',
    levels: ['shape'],
  });
});

const live = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli' };

const clouds: readonly [environment: Record<string, string>, baseUrl: string, authority: string, isPrivate: boolean][] =
  [
    [{}, 'https://graph.microsoft.com/beta', 'https://login.microsoftonline.com', false],
    [{ GRAPH_CLOUD: 'usgov' }, 'https://graph.microsoft.us/beta', 'https://login.microsoftonline.us', false],
    [{ GRAPH_CLOUD: 'usgovdod' }, 'https://dod-graph.microsoft.us/beta', 'https://login.microsoftonline.us', false],
    [{ GRAPH_CLOUD: 'china' }, 'https://microsoftgraph.chinacloudapi.cn/beta', 'https://login.chinacloudapi.cn', false],
    [
      { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/' },
      'https://graph.microsoft.com/beta',
      'https://login.microsoftonline.com',
      false,
    ],
    [
      { AZURE_AUTHORITY_HOST: 'https://login.example.org', GRAPH_BASE_URL: 'https://[::1]:4010/beta' },
      'https://[::1]:4010/beta',
      'https://login.example.org',
      true,
    ],
  ];
for (const [environment, baseUrl, authority, isPrivate] of clouds) {
  test(`a live target with ${JSON.stringify(environment)} has Graph and authority of one cloud`, () => {
    expect(readTarget({ ...live, ...environment })).toMatchObject({
      kind: 'live',
      baseUrl,
      live: { credential: 'azure-cli', authority, isPrivate },
      writes: 'none',
      levels: ['shape', 'state'],
    });
  });
}

test('what a live target may write, and the levels that are judged, can be chosen', () => {
  expect(
    readTarget({ ...live, GRAPH_WRITES: 'own', GRAPH_MARK_KEY: 'a key of the tests', GRAPH_LEVELS: 'protocol' }),
  ).toMatchObject({
    writes: 'own',
    levels: ['protocol'],
  });
});

test('a file of certificate authorities that is none is named', () => {
  expect(() => readSuite({ GRAPH_CA: 'package.json' })).toThrow(
    'GRAPH_CA is "package.json", which is no file with certificates in PEM',
  );
});

test('a token may have every character that RFC 6750 allows', () => {
  const token = 'aZ09-._~+/==';
  expect(readTarget({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://host', GRAPH_TOKEN: token })).toMatchObject({
    token,
  });
});

test('the longest pause of a timer is a setting like others', () => {
  expect(readTarget({ GRAPH_MAX_WAIT_MS: '2147483647' }).limits.waiting).toBe(2 ** 31 - 1);
});

const wrong: readonly [environment: Record<string, string>, message: string][] = [
  [{ GRAPH_TARGET: 'prod' }, 'GRAPH_TARGET is "prod"; it must be embedded or mock or live'],
  [
    { GRAPH_TARGET: 'live' },
    'GRAPH_CREDENTIAL is not set; set it to the kind of credential: client-secret, client-certificate, workload-identity, github-actions, azure-pipelines, managed-identity, azure-cli, azure-powershell, device-code, interactive-browser, token',
  ],
  [{ ...live, GRAPH_CREDENTIAL: 'default' }, 'GRAPH_CREDENTIAL is "default"; it must be client-secret or '],
  [{ ...live, GRAPH_CLOUD: 'germany' }, 'GRAPH_CLOUD is "germany"; it must be global or usgov or usgovdod or china'],
  [{ ...live, GRAPH_WRITES: 'all' }, 'GRAPH_WRITES is "all"; it must be none or own or dedicated'],
  ...['https://graph.example.org/beta', 'http://127.0.0.1:4010/beta', 'https://127.0.0.1.example.org/beta'].map(
    (base): [Record<string, string>, string] => [
      { ...live, GRAPH_BASE_URL: base },
      `GRAPH_BASE_URL is "${base}"; with GRAPH_TARGET=live it must be https on loopback, to rehearse, or not be set`,
    ],
  ),
  [
    { ...live, AZURE_AUTHORITY_HOST: 'http://127.0.0.1:4011' },
    'AZURE_AUTHORITY_HOST is "http://127.0.0.1:4011"; it must be an https URL',
  ],
  [
    { ...live, AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/' },
    'AZURE_AUTHORITY_HOST is "https://login.microsoftonline.us", which is of GRAPH_CLOUD=usgov, not of global; make them agree',
  ],
  [
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    'NODE_TLS_REJECT_UNAUTHORIZED is 0, by which any server could take the tokens; remove it',
  ],
  [{ GRAPH_TARGET: 'mock' }, 'GRAPH_BASE_URL is not set'],
  [
    { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'localhost:4010' },
    'GRAPH_BASE_URL is "localhost:4010"; it must be an http or https URL',
  ],
  [{ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'ftp://host/beta' }, 'it must be an http or https URL'],
  [{ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://user:pw@host/beta' }, 'it must be only origin and path'],
  ...['http://:s3cretpw99@host/beta', 'http://s3cretpw99@host/beta', 'http://host/beta?key=s3cretpw99'].map(
    (base): [Record<string, string>, string] => [
      { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: base },
      'GRAPH_BASE_URL has a user, password, query or fragment; it must be only origin and path',
    ],
  ),
  ...['ftp://u:s3cretpw99@host/beta', 'u:s3cretpw99@host', 'http://u:s3cretpw99@'].map(
    (base): [Record<string, string>, string] => [
      { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: base },
      'GRAPH_BASE_URL is no http or https URL; it must be an http or https URL such as',
    ],
  ),
  [{ GRAPH_PROXY: 'socks5://u:s3cretpw99@host' }, 'GRAPH_PROXY is no http or https URL; it must be one such as'],
  [{ https_proxy: 's3cretpw99@host:80' }, 'HTTPS_PROXY is no http or https URL; it must be one such as'],
  [{ GRAPH_PROXY: 'http://u:s3cretpw99%zz@host' }, 'GRAPH_PROXY has a user or password that is not percent-encoded'],
  ...['s3cretpw99\nb', 's3cretpw99 b', 's3cretpw99ü', '=s3cretpw99', 'Bearer s3cretpw99'].map(
    (token): [Record<string, string>, string] => [
      { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://host/beta', GRAPH_TOKEN: token },
      'GRAPH_TOKEN is no bearer token; it must be of letters, digits and -._~+/ alone',
    ],
  ),
  ...['second-delete=fail=x', 'second-delete', '=fail', 'second-delete=fail,'].map(
    (stances): [Record<string, string>, string] => [
      { GRAPH_POLICIES: stances },
      `GRAPH_POLICIES has "${stances.split(',').at(-1)}"; it must be a policy with fail, warn, pass`,
    ],
  ),
  [
    { GRAPH_POLICIES: 'second-delete=fail, second-delete=pass' },
    'GRAPH_POLICIES names second-delete twice; name each policy once',
  ],
  [{ GRAPH_TRAGET: 'mock' }, 'GRAPH_TRAGET is no setting; did you mean GRAPH_TARGET? unset it where it is meant for'],
  ...[
    ['GRAPH_TARGTS', 'GRAPH_TARGET'],
    ['graph_target', 'GRAPH_TARGET'],
    ['GRAHP_TARGET', 'GRAPH_TARGET'],
    ['GRAPH_BASEURL', 'GRAPH_BASE_URL'],
    ['GRAPH_LEVEL', 'GRAPH_LEVELS'],
    ['GRAPH_CREDENTAIL', 'GRAPH_CREDENTIAL'],
    ['GRAPH_IDLE', 'GRAPH_IDLE_MS'],
    ['GRAPH_MAX', 'GRAPH_MAX_WAIT_MS or GRAPH_MAX_REQUESTS or GRAPH_MAX_BODY_BYTES or GRAPH_MAX_HEADER_BYTES'],
  ].map(([name = '', meant]): [Record<string, string>, string] => [
    { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://host', [name]: 'live' },
    `${name} is no setting; did you mean ${meant}?`,
  ]),
  ...[
    ['GRAPH_BASE_URL', 'http://127.0.0.1:4010/beta', 'mock or live', 'mock'],
    ['GRAPH_TOKEN', 'another', 'mock or live', 'mock'],
    ['GRAPH_CERTIFICATES', 'unchecked', 'mock', 'mock'],
    ['GRAPH_CAPABILITIES', 'mock.json', 'mock', 'mock'],
    ['GRAPH_WRITES', 'own', 'live', 'live'],
    ['GRAPH_CREDENTIAL', 'azure-cli', 'live', 'live'],
  ].map(([name = '', value = '', targets, first]): [Record<string, string>, string] => [
    { [name]: value },
    `${name} is set, which is for GRAPH_TARGET=${targets}, and GRAPH_TARGET is not set; set GRAPH_TARGET=${first}, or GRAPH_TARGET=embedded to leave it unread`,
  ]),
  [{ GRAPH_TARGET: 'embedded', GRAPH_WRITES: 'all' }, 'GRAPH_WRITES is "all"; it must be none or own or dedicated'],
  [{ GRAPH_RATE: '-1' }, 'GRAPH_RATE is "-1"; it must be a whole number'],
  [{ GRAPH_CREDENTIAL: 'x' }, 'GRAPH_CREDENTIAL is "x"; it must be client-secret or'],
  [
    { GRAPH_LEVELS: 'shape,everything' },
    'GRAPH_LEVELS names "everything"; it must list some of shape, state, protocol',
  ],
  [{ GRAPH_DEADLINE_MS: 'soon' }, 'GRAPH_DEADLINE_MS is "soon"; it must be a whole number of at least 1'],
  [{ GRAPH_DEADLINE_MS: '0' }, 'it must be a whole number of at least 1'],
  ...[
    'GRAPH_DEADLINE_MS',
    'GRAPH_CONVERGENCE_MS',
    'GRAPH_UPLOAD_MS',
    'GRAPH_MAX_WAIT_MS',
    'GRAPH_IDLE_MS',
    'GRAPH_READY_MS',
  ].map((name): [Record<string, string>, string] => [
    { [name]: String(2 ** 31) },
    `${name} is "2147483648"; it must be a whole number of at least`,
  ]),
  [{ GRAPH_MAX_WAIT_MS: '99999999999999' }, 'and at most 2147483647'],
  [{ GRAPH_MAX_BODY_BYTES: '99999999999999' }, 'GRAPH_MAX_BODY_BYTES is "99999999999999"'],
  [{ GRAPH_MAX_HEADER_BYTES: '1' }, 'GRAPH_MAX_HEADER_BYTES is "1"; it must be a whole number of at least 1024'],
  [{ GRAPH_MAX_HEADER_BYTES: '9'.repeat(400) }, 'GRAPH_MAX_HEADER_BYTES is "999'],
  [{ GRAPH_CONVERGENCE_MS: '-5' }, 'GRAPH_CONVERGENCE_MS is "-5"'],
  ...[
    ['k', 1, 1],
    ['s3cretpw99', 10, 9],
    ['s3cretpw99-also', 15, 13],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 24, 1],
    ['abcabcabcabcabcabcabcabc', 24, 3],
    ['1234567123456712345671', 22, 7],
    ['🔑🔑🔑🔑🔑🔑🔑🔑', 8, 1],
    ['                ', 16, 1],
  ].map(([key = '', length, different]): [Record<string, string>, string] => [
    { GRAPH_MARK_KEY: String(key) },
    `GRAPH_MARK_KEY has ${length} characters, ${different} of them different; it must be a random text of at least 16`,
  ]),
];
for (const [environment, message] of wrong) {
  test(`${Object.entries(environment)
    .map((pair) => pair.join('='))
    .join(' ')} is one clear sentence`, () => {
    expect(() => readTarget(environment)).toThrow(SettingError);
    expect(() => readTarget(environment)).toThrow(message);
    expect(() => readTarget(environment)).not.toThrow('s3cretpw99');
  });
}

/** Settings that take any text, such as names of files; a new one is put here on purpose. */
const freeTexts: ReadonlySet<string> = new Set([
  ...['GRAPH_DEVIATIONS', 'GRAPH_BEFORE', 'GRAPH_SEED', 'GRAPH_CA', 'NO_PROXY', 'GRAPH_CAPABILITIES'],
  ...['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE_PASSWORD'],
  ...['AZURE_FEDERATED_TOKEN_FILE', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ...['SYSTEM_ACCESSTOKEN', 'SYSTEM_OIDCREQUESTURI'],
]);

for (const setting of Object.values(settings).filter(({ name }) => !freeTexts.has(name))) {
  test(`${setting.name} has values that are refused, each in a sentence with its name`, () => {
    for (const value of ['none such', 'a\nb', '\u0000'])
      expect(() => setting.read(value), value).toThrow(new RegExp(`^${setting.name} (?:is|has|names) [^\\n]+; .+$`));
  });

  if (setting.name.startsWith('GRAPH_'))
    test(`${setting.name} is refused where it is wrong, whatever the target is`, () => {
      const wrongly = { GRAPH_TARGET: 'embedded', [setting.name]: 'none such' };
      expect(() => readTarget(wrongly)).toThrow(setting.name);
    });
}

test('a choice of cases that the suite did not write is one sentence', () => {
  for (const chosen of ['groupPolicyOperation', '{}', '"a"'])
    expect(() => readSuite({ GPCONF_ONLY: chosen })).toThrow(
      new SettingError('GPCONF_ONLY is no JSON array; unset it, and choose cases by --only'),
    );
});

test('.env.example shows every setting with its default and its text, and sets none', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  for (const setting of Object.values(settings))
    expect(example).toContain(`\n# ${toldText(setting)}\n# ${setting.name}=${setting.fallback ?? ''}\n`);
  const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...Object.values(settings).map(({ name }) => name as string), 'ENV_FILE'].sort());
  expect(example).not.toMatch(/^[^#\n]/m);
});
