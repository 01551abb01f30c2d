import { expect, test } from '@playwright/test';
import { startProxy } from '../../../fixtures/proxy.ts';
import { httpAnswer, serveRaw } from '../../../fixtures/rawServer.ts';
import { authorize } from '../../../src/credential/authorization.ts';
import { secretsIn } from '../../../src/credential/secrets.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { proxyFor, proxyNotes, readProxies } from '../../../src/settings/proxies.ts';
import { readTarget } from '../../../src/settings/target.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';
import { Client } from '../../../src/transport/client.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';

type Environment = Readonly<Record<string, string>>;

/** The proxy for a URL in an environment: its address and the variable that names it. */
function wayTo(url: string, environment: Environment): string {
  const proxies = readProxies(environment);
  const proxy = proxies && proxyFor(new URL(url), proxies);
  return proxy ? `${proxy.address} by ${proxy.variable}` : 'direct';
}

const ways: readonly [title: string, environment: Environment, http: string, https: string][] = [
  ['nothing', {}, 'direct', 'direct'],
  ['GRAPH_PROXY', { GRAPH_PROXY: 'http://p:1' }, 'http://p:1 by GRAPH_PROXY', 'http://p:1 by GRAPH_PROXY'],
  [
    'GRAPH_PROXY before all others, NO_PROXY included',
    { GRAPH_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:2', NO_PROXY: '*' },
    'http://p:1 by GRAPH_PROXY',
    'http://p:1 by GRAPH_PROXY',
  ],
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://q:2' }, 'direct', 'http://q:2 by HTTPS_PROXY'],
  ['HTTP_PROXY', { HTTP_PROXY: 'http://q:2' }, 'http://q:2 by HTTP_PROXY', 'http://q:2 by HTTP_PROXY'],
  ['ALL_PROXY', { ALL_PROXY: 'http://q:2' }, 'http://q:2 by ALL_PROXY', 'http://q:2 by ALL_PROXY'],
  [
    'HTTP_PROXY and ALL_PROXY',
    { HTTP_PROXY: 'http://q:2', ALL_PROXY: 'http://r:3' },
    'http://q:2 by HTTP_PROXY',
    'http://r:3 by ALL_PROXY',
  ],
  [
    'all of them',
    { HTTP_PROXY: 'http://q:2', HTTPS_PROXY: 'http://s:4', ALL_PROXY: 'http://r:3' },
    'http://q:2 by HTTP_PROXY',
    'http://s:4 by HTTPS_PROXY',
  ],
  ['small letters', { https_proxy: 'http://q:2' }, 'direct', 'http://q:2 by https_proxy'],
  [
    'small letters before capitals',
    { https_proxy: 'http://q:2', HTTPS_PROXY: 'http://s:4', all_proxy: 'http://r:3', ALL_PROXY: 'http://t:5' },
    'http://r:3 by all_proxy',
    'http://q:2 by https_proxy',
  ],
  [
    'an empty name in small letters, which is not set',
    { https_proxy: '', HTTPS_PROXY: 'http://s:4' },
    'direct',
    'http://s:4 by HTTPS_PROXY',
  ],
  ['no_proxy', { HTTPS_PROXY: 'http://s:4', no_proxy: 'graph.example' }, 'direct', 'direct'],
  [
    'no_proxy before NO_PROXY',
    { HTTPS_PROXY: 'http://s:4', no_proxy: 'other.example', NO_PROXY: 'graph.example' },
    'direct',
    'http://s:4 by HTTPS_PROXY',
  ],
];
for (const [title, environment, http, https] of ways)
  test(`the proxies for http and https of: ${title}`, () => {
    expect(wayTo('http://graph.example/', environment)).toBe(http);
    expect(wayTo('https://graph.example/', environment)).toBe(https);
  });

const exemptions: readonly [entries: string, exempt: readonly string[], proxied: readonly string[]][] = [
  ['*', ['https://a.example', 'http://10.0.0.1:8080', 'https://[2001:db8::1]'], []],
  ['x.example,*', ['https://a.example'], []],
  ['x.example, * ,y.example', ['https://a.example'], []],
  ['*:8443', ['https://a.example:8443'], ['https://a.example']],
  [
    'a.example',
    ['https://a.example', 'https://b.a.example', 'https://a.example:8443', 'https://A.Example', 'https://a.example.'],
    ['https://ba.example'],
  ],
  ['.a.example', ['https://a.example', 'https://b.a.example'], ['https://ba.example', 'https://a.example.org']],
  ['*.a.example', ['https://c.b.a.example'], ['https://ba.example']],
  ['A.EXAMPLE', ['https://a.example'], []],
  ['a.example.', ['https://a.example', 'https://b.a.example.'], []],
  ['.a.example.', ['https://b.a.example'], []],
  ['x.example,a.example', ['https://a.example'], []],
  ['x.example a.example', ['https://a.example'], []],
  [' x.example ,\ta.example , ', ['https://a.example'], []],
  [',,', [], ['https://a.example']],
  ['a.example:8443', ['https://a.example:8443', 'https://b.a.example:8443'], ['https://a.example']],
  ['a.example:443', ['https://a.example'], ['http://a.example', 'https://a.example:8443']],
  ['a.example:80', ['http://a.example'], ['https://a.example']],
  ['.a.example:443', ['https://b.a.example'], ['http://b.a.example']],
  ['192.0.2.1', ['https://192.0.2.1', 'https://[::ffff:192.0.2.1]'], ['https://192.0.2.10', 'https://2.192.0.2']],
  ['192.0.2.1:8443', ['https://192.0.2.1:8443'], ['https://192.0.2.1']],
  ['192.0.2.0/24', ['https://192.0.2.200'], ['https://192.0.3.1', 'https://a.example']],
  ['10.0.0.0/8:8443', [], ['https://10.1.2.3']],
  ['192.0.2.0/33', [], ['https://192.0.2.0']],
  ['2001:db8::1', ['https://[2001:db8::1]', 'https://[2001:DB8:0::1]:8443'], ['https://[2001:db8::2]']],
  ['[2001:db8::1]', ['https://[2001:db8::1]'], ['https://[2001:db8::2]']],
  ['[2001:db8::1]:8443', ['https://[2001:db8::1]:8443'], ['https://[2001:db8::1]']],
  ['2001:db8::/32', ['https://[2001:db8:ffff::1]'], ['https://[2001:db9::1]']],
  ['[2001:db8::]/32', ['https://[2001:db8:ffff::1]'], ['https://[2001:db9::1]']],
  ['[2001:db8::/32]', ['https://[2001:db8:ffff::1]'], ['https://[2001:db9::1]']],
  ['bücher.example', ['https://bücher.example', 'https://xn--bcher-kva.example'], ['https://bucher.example']],
];
for (const [entries, exempt, proxied] of exemptions)
  test(`NO_PROXY=${JSON.stringify(entries)} exempts what curl and undici would`, () => {
    const environment = { HTTP_PROXY: 'http://p:1', NO_PROXY: entries };
    expect(exempt.filter((url) => wayTo(url, environment) !== 'direct')).toEqual([]);
    expect(proxied.filter((url) => wayTo(url, environment) === 'direct')).toEqual([]);
  });

const here = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'graph.localhost',
  'a.b.localhost.',
  '127.0.0.1',
  '127.255.255.254',
  '127.1',
  '0x7f.0.0.1',
  '0.0.0.0',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f01:203]',
];
const elsewhere = [
  'localhost.example',
  'notlocalhost',
  '128.0.0.1',
  '[::2]',
  '[::ffff:128.0.0.1]',
  '127.0.0.1.example',
];
for (const host of here)
  test(`${host} is this machine, and never reached through a proxy elsewhere`, () => {
    for (const url of [`http://${host}:3000`, `https://${host}:3000`])
      for (const variable of ['GRAPH_PROXY', 'HTTP_PROXY', 'https_proxy', 'ALL_PROXY'])
        expect(wayTo(url, { [variable]: 'http://proxy.example:8080' })).toBe('direct');
    expect(wayTo(`https://${host}`, { HTTPS_PROXY: 'http://127.0.0.1:8888' })).toBe('direct');
    expect(wayTo(`https://${host}`, { GRAPH_PROXY: 'http://127.0.0.1:8888' })).not.toBe('direct');
  });
for (const host of elsewhere)
  test(`${host} is another machine`, () => {
    expect(wayTo(`https://${host}`, { HTTPS_PROXY: 'http://proxy.example:8080' })).not.toBe('direct');
  });

test('where small letters and capitals differ, it is told which are used', () => {
  const twice = { https_proxy: 'http://a:s3cret@p', HTTPS_PROXY: 'http://q', no_proxy: 'a', NO_PROXY: 'a' };
  expect(proxyNotes(twice)).toEqual(['https_proxy and HTTPS_PROXY differ; https_proxy is used, as curl does']);
  expect(proxyNotes({ ...twice, GRAPH_PROXY: 'http://p' })).toEqual([]);
});

test('a SOCKS proxy is refused only where it would be used', () => {
  const environment = { GRAPH_TARGET: 'mock', ALL_PROXY: 'socks5://127.0.0.1:1080' };
  const withBase = (host: string, more: Environment = {}): unknown =>
    readTarget({ ...environment, GRAPH_BASE_URL: `https://${host}/beta`, ...more });
  expect(() => withBase('mock.example')).toThrow(
    'ALL_PROXY is a SOCKS proxy, which the suite does not speak; name an http or https proxy in GRAPH_PROXY, or mock.example in NO_PROXY',
  );
  for (const more of [{ NO_PROXY: 'mock.example' }, { https_proxy: 'http://p:1' }, { GRAPH_PROXY: 'http://p:1' }])
    expect(() => withBase('mock.example', more)).not.toThrow();
  expect(() => withBase('127.0.0.1')).not.toThrow();
  expect(() => readTarget({ ALL_PROXY: 'socks5h://127.0.0.1:1080' })).not.toThrow();
});

const wrong: readonly [value: string, sentence: string][] = [
  ['proxy.example:8080', 'is no http or https URL; it must be one such as http://127.0.0.1:8000'],
  ['http://user:s3cret\\pw@proxy:80', 'has more than user, password, host and port; percent-encode'],
  ['http://user:1\\s3cret@proxy:80', 'has more than user, password, host and port; percent-encode'],
  ['http://user:1/s3cret@proxy:80', 'has more than user, password, host and port; percent-encode'],
  ['http://user:1#s3cret@proxy:80', 'has more than user, password, host and port; percent-encode'],
  ['http://user:1?s3cret@proxy:80', 'has more than user, password, host and port; percent-encode'],
  ['http://proxy:80/s3cret', 'has more than user, password, host and port; percent-encode'],
  ['http://user:s3cret%@proxy:80', 'has a user or password that is not percent-encoded; write % as %25'],
  ['http://user:s3cret%4@proxy:80', 'has a user or password that is not percent-encoded; write % as %25'],
  ['http://user:s3cret%zz@proxy:80', 'has a user or password that is not percent-encoded; write % as %25'],
  ['http://user:s3cret%FF@proxy:80', 'has a user or password that is not percent-encoded; write % as %25'],
  ['http://us%er:s3cret@proxy:80', 'has a user or password that is not percent-encoded; write % as %25'],
  ['http://us%3Aer:s3cret@proxy:80', 'has a colon in its user'],
];
for (const [value, sentence] of wrong)
  for (const variable of ['GRAPH_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'])
    test(`${variable}=${value} is one sentence, which does not quote it`, () => {
      expect(() => readProxies({ [variable]: value })).toThrow(`${variable} ${sentence}`);
      expect(() => readProxies({ [variable]: value })).not.toThrow(/s3cret/);
    });

/** Passwords that a URL does not take as they are, with the form in which it does. */
const passwords: readonly [title: string, user: string, password: string, inUrl: string][] = [
  ['%', 'user', '50%', 'user:50%25'],
  ['% and digits', 'user', '100%41', 'user:100%2541'],
  ['@', 'user', 'p@ss', 'user:p%40ss'],
  ['@ as it is', 'user', 'p@ss', 'user:p@ss'],
  [':', 'user', 'p:s:s', 'user:p%3As%3As'],
  ['\\', 'user', 'p\\ss', 'user:p%5Css'],
  ['/ ? #', 'user', '/?#', 'user:%2F%3F%23'],
  ['a space', 'user', 'p ss', 'user:p%20ss'],
  ['a space as it is', 'user', 'p ss', 'user:p ss'],
  ['+', 'user', 'p+ss', 'user:p+ss'],
  ['other letters', 'user', 'pässwörd✓', 'user:p%C3%A4ssw%C3%B6rd%E2%9C%93'],
  ['other letters as they are', 'user', 'pässwörd✓', 'user:pässwörd✓'],
  ['a domain', 'CORP\\user', 'p', 'CORP%5Cuser:p'],
  ['no password', 'user', '', 'user'],
  ['no user', '', 'password', ':password'],
];
for (const [title, user, password, inUrl] of passwords)
  test(`a proxy gets a password as it is, for Graph and for tokens: ${title}`, async () => {
    const proxy = await startProxy();
    const tenant = await startTenant({ proof: 'client-secret' });
    const plain = await serveRaw((socket) => socket.end(httpAnswer('200 OK', {}, '{}')));
    const environment = { ...tenant.environment, GRAPH_PROXY: `http://${inUrl}@${proxy.address}` };
    const { target, network } = readSuite(environment);
    const authorization = await authorize(target, { environment, network, prompt: () => undefined });
    expect(await authorization.problems()).toEqual([]);
    for (const baseUrl of [target.baseUrl ?? '', `${plain.origin}/beta`]) {
      const client = new Client({
        baseUrl,
        token: authorization.token,
        limits: target.limits,
        redact: (text) => text,
        network,
      });
      expect(
        (await client.send({ method: 'GET', path: '/deviceManagement/groupPolicyConfigurations' })).answer,
      ).toMatchObject({ status: 200 });
      await client.close();
    }
    const due = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const hosts = [tenant.entra.host, target.baseUrl ?? ''].map((url) => new URL(url).host);
    expect(proxy.asked.map(({ authorization: sent }) => sent)).toEqual(proxy.asked.map(() => due));
    expect(new Set(proxy.asked.map(({ method, target: to }) => `${method} ${to}`))).toEqual(
      new Set([
        ...hosts.map((host) => `CONNECT ${host}`),
        `GET ${plain.origin}/beta/deviceManagement/groupPolicyConfigurations`,
      ]),
    );
    await plain.close();
    await tenant.close();
    await proxy.close();
  });

test('users and passwords of proxies are secrets in every form that is written or sent', () => {
  const secrets = secretsIn({ HTTPS_PROXY: 'http://CORP%5Cuser:p%40ssword@p' });
  const basic = Buffer.from('CORP\\user:p@ssword').toString('base64');
  const due = ['CORP%5Cuser', 'CORP\\user', 'p%40ssword', 'p@ssword', 'CORP%5Cuser:p%40ssword', 'CORP\\user:p@ssword'];
  expect(secrets).toEqual(expect.arrayContaining(due));
  expect(createRedaction(() => secrets)(`Proxy-Authorization: Basic ${basic}`)).not.toContain(basic.slice(0, 12));
});

test('with proxies for everybody, a rehearsal on loopback goes to none of them', async () => {
  const proxy = await startProxy();
  const tenant = await startTenant({ proof: 'client-secret' });
  const environment = {
    ...tenant.environment,
    HTTPS_PROXY: `http://${proxy.address}`,
    ALL_PROXY: `http://${proxy.address}`,
  };
  const { target, network } = readSuite(environment);
  process.env['HTTPS_PROXY'] = environment.HTTPS_PROXY;
  const authorization = await authorize(target, { environment, network, prompt: () => undefined });
  delete process.env['HTTPS_PROXY'];
  expect(await authorization.problems()).toEqual([]);
  expect(proxy.asked).toEqual([]);
  await tenant.close();
  await proxy.close();
});
