import { expect, test } from '@playwright/test';
import { jsonWebToken } from '../../../fixtures/jsonWebToken.ts';
import { claimsOf, type Expected, tokenProblems } from '../../../src/credential/token.ts';
import { blockingOfRefusal, describeRefusal } from '../../../src/credential/tokenRefusal.ts';
import { TokenSource } from '../../../src/credential/tokenSource.ts';
import { audiencesOf, clouds } from '../../../src/settings/cloud.ts';
import { TokenError } from '../../../src/transport/tokenError.ts';

const tenant = '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab';
const now = Date.parse('2026-11-22T10:00:00Z');
const seconds = now / 1000;

const right = {
  aud: 'https://graph.microsoft.com',
  tid: tenant,
  roles: ['DeviceManagementConfiguration.Read.All'],
  iat: seconds - 300,
  nbf: seconds - 300,
  exp: seconds + 3600,
};
const expected: Expected = {
  audiences: audiencesOf(clouds.global),
  tenant,
  permission: 'DeviceManagementConfiguration.Read.All',
  now,
};

const judged: readonly [title: string, claims: object, more: Partial<Expected>, problems: readonly RegExp[]][] = [
  ['everything right', right, {}, []],
  ['the audience with a slash', { ...right, aud: 'https://graph.microsoft.com/' }, {}, []],
  ['the audience by its id', { ...right, aud: '00000003-0000-0000-c000-000000000000' }, {}, []],
  ['the tenant in capitals', { ...right, tid: tenant.toUpperCase() }, {}, []],
  [
    'the permission of a user',
    { ...right, roles: undefined, scp: 'User.Read DeviceManagementConfiguration.Read.All' },
    {},
    [],
  ],
  [
    'the right to write where reading is asked',
    { ...right, roles: ['DeviceManagementConfiguration.ReadWrite.All'] },
    {},
    [],
  ],
  [
    'the right to read where writing is asked',
    right,
    { permission: 'DeviceManagementConfiguration.ReadWrite.All' },
    [
      /^the token lacks DeviceManagementConfiguration\.ReadWrite\.All \(it has DeviceManagementConfiguration\.Read\.All\); grant it/,
    ],
  ],
  [
    'another audience',
    { ...right, aud: 'https://graph.microsoft.us' },
    {},
    [/^the token is for https:\/\/graph\.microsoft\.us \(aud\), .*GRAPH_CLOUD/],
  ],
  ['no audience', { ...right, aud: undefined }, {}, [/^the token is for no audience \(aud\)/]],
  ['another tenant', { ...right, tid: 'other' }, {}, [/^the token is of another tenant \(tid\)/]],
  ['no permission', { ...right, roles: undefined }, {}, [/it has no permission/]],
  [
    'roles that are no list',
    { ...right, roles: 'DeviceManagementConfiguration.Read.All' },
    {},
    [/it has no permission/],
  ],
  [
    'a token that has expired',
    { ...right, exp: seconds },
    {},
    [/^the token has expired \(exp\); .*clock of this machine is ahead/],
  ],
  ['no moment of expiry', { ...right, exp: undefined }, {}, [/^the token has expired/]],
  ['a minute in the future', { ...right, iat: seconds + 60, nbf: seconds + 60 }, {}, []],
  [
    'more than a minute in the future',
    { ...right, iat: seconds + 61 },
    {},
    [/^the token was issued 61 s in the future .* clock of this machine is behind; set it$/],
  ],
  ['not yet valid', { ...right, nbf: seconds + 3600 }, {}, [/^the token was issued 3600 s in the future/]],
  ['a dedicated tenant', right, { dedicatedTenants: [tenant.toUpperCase()] }, []],
  [
    'a tenant that is not dedicated',
    right,
    { dedicatedTenants: ['other'] },
    [/^the tenant of the token \(tid\) is not one of GRAPH_DEDICATED_TENANTS/],
  ],
  ['everything wrong', {}, {}, [/\(aud\)/, /\(tid\)/, /lacks/, /expired/]],
];
for (const [title, claims, more, problems] of judged) {
  test(`a token with ${title} has ${problems.length} problems`, () => {
    const found = tokenProblems(claimsOf(jsonWebToken(claims)), { ...expected, ...more });
    expect(found.map(({ sentence }) => sentence)).toEqual(problems.map((problem) => expect.stringMatching(problem)));
    for (const { sentence, stops } of found)
      expect(stops, sentence).toBe(!sentence.includes('the clock of this machine'));
    for (const { sentence } of found) expect(sentence).not.toContain(tenant);
  });
}

for (const text of ['opaque', '', 'a.b', 'a.b.c', `x.${Buffer.from('[1]').toString('base64url')}.y`]) {
  test(`"${text}" is no token that can be checked, which stops nothing`, () => {
    expect(tokenProblems(claimsOf(text), expected)).toEqual([
      { sentence: expect.stringContaining('cannot be checked'), class: 'credential', stops: false },
    ]);
  });
}

test.describe('a source of tokens', () => {
  const minute = 60_000;

  /** A source whose tokens live for some minutes, with a clock that is moved by hand. */
  const sourceOf = (lifetime: number) => {
    const state = { now, asked: 0, refuse: false };
    const source = new TokenSource({
      acquire: async () => {
        state.asked += 1;
        if (state.refuse) throw new Error('refused');
        return { token: `token ${state.asked}`, expiresOnTimestamp: state.now + lifetime * minute };
      },
      explain: async (error) => new TokenError(`no token: ${String(error)}`),
      clock: () => state.now,
      deadline: 1000,
    });
    return { state, source };
  };

  for (const [lifetime, kept] of [
    [60, 55],
    [10, 5],
    [8, 4],
    [1, 0.5],
  ] as const)
    test(`keeps a token of ${lifetime} minutes for ${kept}`, async () => {
      const { state, source } = sourceOf(lifetime);
      expect(await source.token()).toBe('token 1');
      state.now += kept * minute - 1;
      expect(await source.token()).toBe('token 1');
      state.now += 1;
      expect(await source.token()).toBe('token 2');
    });

  test('asks once, however many wait', async () => {
    const { state, source } = sourceOf(60);
    expect(await Promise.all([source.token(), source.token(), source.token()])).toEqual(Array(3).fill('token 1'));
    expect(state.asked).toBe(1);
  });

  test('uses a token that cannot be replaced as long as it lives, and asks again after a while', async () => {
    const { state, source } = sourceOf(60);
    await source.token();
    state.refuse = true;
    state.now += 56 * minute;
    expect([await source.token(), await source.token(), state.asked]).toEqual(['token 1', 'token 1', 2]);
    state.now += 4 * minute;
    await expect(source.token()).rejects.toThrow(TokenError);
    await expect(source.token()).rejects.toThrow('no token: Error: refused');
    expect(state.asked).toBe(3);
    state.refuse = false;
    state.now += minute;
    expect(await source.token()).toBe('token 4');
  });

  test('gives up a token that does not come', async () => {
    const source = new TokenSource({
      acquire: () => new Promise(() => undefined),
      explain: async (error) => new TokenError(String(error)),
      clock: () => now,
      deadline: 10,
    });
    await expect(source.token()).rejects.toThrow('no token came within 0.01 s');
  });

  test('takes nothing for no token', async () => {
    const source = new TokenSource({
      acquire: async () => null,
      explain: async (error) => new TokenError(String(error)),
      clock: () => now,
      deadline: 1000,
    });
    await expect(source.token()).rejects.toThrow('no token came');
  });
});

const refused: readonly [message: string, remedy: string][] = [
  [
    'invalid_client: 7000215 - AADSTS7000215: Invalid client secret provided.',
    '(AADSTS7000215): the client secret is wrong; set AZURE_CLIENT_SECRET',
  ],
  [
    'AADSTS7000222: The provided client secret keys are expired.',
    '(AADSTS7000222): the client secret has expired; make a new one',
  ],
  [
    'AADSTS700016: Application not found',
    '(AADSTS700016): the application is not known in the tenant; correct AZURE_CLIENT_ID',
  ],
  ['AADSTS90002: Tenant not found', '(AADSTS90002): the tenant is not known in this cloud; correct AZURE_TENANT_ID'],
  ['AADSTS500011: The resource principal was not found', '(AADSTS500011): Microsoft Graph of this cloud is not known'],
  ['AADSTS65001: has not consented', '(AADSTS65001): nobody has consented to the permissions'],
  ['AADSTS53003: blocked', '(AADSTS53003): conditional access forbids it'],
  [
    'AADSTS700024: Client assertion is not within its valid time range.',
    '(AADSTS700024): the assertion is not valid at this time',
  ],
  ['AADSTS12345: something new', '(AADSTS12345): see the message ['],
  ['connect ECONNREFUSED 127.0.0.1:9', 'got no token: the token endpoint does not answer'],
  ['getaddrinfo ENOTFOUND login.example.org', 'the host of the token endpoint is not known'],
  ['unable to verify the first certificate', 'has a certificate that is not trusted; name its authority in GRAPH_CA'],
  ['Please run az login from a command prompt', 'nobody is signed in with the command-line tool'],
  ['Azure CLI could not be found.  Please visit https://aka.ms/azure-cli', 'the command-line tool is not installed'],
  ['ManagedIdentityCredential: Network unreachable. IMDS', 'there is no managed identity here'],
  ['error:1C800064:Provider routines::bad decrypt', 'correct AZURE_CLIENT_CERTIFICATE_PASSWORD'],
];
for (const [message, remedy] of refused) {
  test(`"${message.slice(0, 40)}" is told with its remedy`, () => {
    expect(describeRefusal('client-secret', message, (text) => text)).toContain(remedy);
  });
}

/** What is in the way where no token comes. */
const inTheWay: readonly (readonly [message: string, name: string])[] = [
  ['AADSTS7000215: Invalid client secret', 'credential'],
  ['AADSTS700016: Application not found', 'tenant'],
  ['AADSTS90002: Tenant not found', 'tenant'],
  ['AADSTS65001: has not consented', 'permission'],
  ['AADSTS53003: blocked', 'permission'],
  ['AADSTS12345: something new', 'credential'],
  ['connect ECONNREFUSED 127.0.0.1:9', 'network'],
  ['getaddrinfo ENOTFOUND login.example.org', 'network'],
  ['unable to verify the first certificate', 'network'],
  ['no token came within 60 s (timed out)', 'network'],
  ['Please run az login from a command prompt', 'credential'],
  ['error:1C800064:Provider routines::bad decrypt', 'credential'],
];
for (const [message, name] of inTheWay)
  test(`"${message.slice(0, 40)}" is a matter of: ${name}`, () => expect(blockingOfRefusal(message)).toBe(name));

test('of a message only the first line is told, redacted and cut', () => {
  const message = `AADSTS7000215: wrong hunter2 ${'x'.repeat(500)}\nTrace: hunter2`;
  const told = describeRefusal('client-secret', message, (text) => text.replaceAll('hunter2', '[redacted]'));
  expect(told).toMatch(/\[AADSTS7000215: wrong \[redacted\] x+…\]$/);
  expect(told.length).toBeLessThan(400);
});
