import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { type Proxy as RunningProxy, startProxy } from '../../../fixtures/proxy.ts';
import { httpAnswer, serveRaw } from '../../../fixtures/rawServer.ts';
import { authorize } from '../../../src/credential/authorization.ts';
import type { ProxyCause } from '../../../src/evidence/failureCause.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { createCertificateAuthority } from '../../../src/tenant/certificates.ts';
import { startTenant, type Tenant } from '../../../src/tenant/tenant.ts';
import { Client } from '../../../src/transport/client.ts';

test.setTimeout(60_000);

/** A proxy that something is wrong with, as a user names it. */
interface Place {
  readonly url: string;
  close(): Promise<unknown>;
}

const at = (proxy: RunningProxy, { scheme = 'http', user = '' } = {}): Place => ({
  url: `${scheme}://${user}${proxy.address}`,
  close: () => proxy.close(),
});
const refusing = async (head: readonly string[], user = ''): Promise<Place> =>
  at(await startProxy({ refuse: head }), { user });
const certified = async (): Promise<{ key: string; cert: string }> => (await createCertificateAuthority()).server();

/** An address of this machine at which nothing listens. */
async function nobody(): Promise<Place> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, close: () => Promise.resolve() };
}

/** A server that does something of its own with each connection. */
async function raw(act: (socket: Socket) => void): Promise<Place> {
  const server = await serveRaw(act);
  return { url: server.origin, close: () => server.close() };
}

const places: readonly (readonly [cause: ProxyCause, says: string, remedy: RegExp, make: () => Promise<Place>])[] = [
  ['proxy refused', 'refuses the connection (ECONNREFUSED)', /start it, or correct/, nobody],
  [
    'proxy sign-in',
    'asks for a user and a password (407)',
    /user:password@host:port/,
    () => refusing(['HTTP/1.1 407 Proxy Authentication Required', 'proxy-authenticate: Basic realm="p"']),
  ],
  [
    'proxy password',
    'does not take the user and password (407)',
    /correct them/,
    () =>
      refusing(['HTTP/1.1 407 Proxy Authentication Required', 'proxy-authenticate: Basic realm="p"'], 'user:s3cretpw@'),
  ],
  [
    'proxy scheme',
    'takes no user and password in the form called Basic, which is all that the suite knows (407)',
    /run a proxy on this machine/,
    () => refusing(['HTTP/1.1 407 Proxy Authentication Required', 'proxy-authenticate: NTLM'], 'user:s3cretpw@'),
  ],
  [
    'proxy forbids',
    'does not let the connection through (403)',
    /let it allow the host/,
    () => refusing(['HTTP/1.1 403 Forbidden']),
  ],
  [
    'proxy gateway',
    'does not get through to the host (502)',
    /the network of the proxy/,
    () => refusing(['HTTP/1.1 502 Bad Gateway']),
  ],
  [
    'proxy gateway',
    'does not get through to the host (503)',
    /the network of the proxy/,
    () => refusing(['HTTP/1.1 503 Service Unavailable']),
  ],
  [
    'proxy inspects',
    'inspects TLS, or the server behind it has a certificate from an authority that is not trusted',
    /GRAPH_CA/,
    async () => at(await startProxy({ inspect: await certified() })),
  ],
  [
    'proxy TLS only',
    'speaks TLS at this port',
    /write https:\/\//,
    async () => at(await startProxy({ tls: await certified() })),
  ],
  ['proxy not TLS', 'does not speak TLS', /write http:\/\//, async () => at(await startProxy(), { scheme: 'https' })],
  [
    'proxy certificate',
    'shows a certificate that cannot be trusted',
    /GRAPH_CA/,
    async () => at(await startProxy({ tls: await certified() }), { scheme: 'https' }),
  ],
  ['proxy reset', 'closed the connection without an answer', /look at it/, () => raw((socket) => socket.destroy())],
  ['proxy not HTTP', 'does not answer in HTTP', /HTTP proxy/, () => raw((socket) => socket.end('220 ready\r\n'))],
];

/** The environment of a run that goes through a proxy to a tenant. */
const through = (tenant: Tenant, { url }: Place): Readonly<Record<string, string>> => ({
  ...tenant.environment,
  GRAPH_PROXY: url,
});

for (const [cause, says, remedy, make] of places)
  test(`${cause}: the proxy ${says}, for tokens and for Graph alike`, async () => {
    const [place, tenant] = [await make(), await startTenant({ proof: 'client-secret' })];
    const environment = through(tenant, place);
    const { target, network } = readSuite(environment);
    const origin = place.url.replace(/\/\/.*@/, '//');
    const sentence = `the proxy ${origin} ${says}`;
    const authorization = await authorize(target, { environment, network, prompt: () => undefined });
    const [problem, ...others] = await authorization.problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ class: 'network', sentence: expect.stringContaining(sentence) });
    expect(problem?.sentence).toMatch(remedy);
    expect(problem?.sentence).toMatch(/GRAPH_PROXY$/);
    const client = new Client({
      baseUrl: target.baseUrl ?? '',
      token: async () => 'a-token',
      limits: { ...target.limits, waiting: 0 },
      redact: (text) => text,
      network,
    });
    const { failure } = await client.send({ method: 'GET', path: '/x' });
    expect(failure).toMatchObject({ cause, message: expect.stringContaining(sentence) });
    expect(failure?.remedy).toMatch(remedy);
    expect(JSON.stringify([problem, failure])).not.toContain('s3cretpw');
    await client.close();
    await tenant.close();
    await place.close();
  });

test('a request over http that is handed to a proxy which speaks TLS is told so, too', async () => {
  const proxy = at(await startProxy({ tls: await certified() }));
  const plain = await serveRaw((socket) => socket.end(httpAnswer('200 OK', {}, '{}')));
  const { target, network } = readSuite({
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: `${plain.origin}/beta`,
    GRAPH_PROXY: proxy.url,
  });
  const client = new Client({
    baseUrl: plain.origin,
    token: async () => 'a-token',
    limits: { ...target.limits, waiting: 0 },
    redact: (text) => text,
    network,
  });
  expect((await client.send({ method: 'GET', path: '/x' })).failure).toMatchObject({ cause: 'proxy TLS only' });
  await client.close();
  await plain.close();
  await proxy.close();
});

test('a run that its proxy keeps from the tenant ends with 2, and names the proxy', async ({ workspace }) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const proxy = await refusing(
    ['HTTP/1.1 407 Proxy Authentication Required', 'proxy-authenticate: Basic realm="p"'],
    'user:s3cretpw@',
  );
  const { code, stdout, stderr } = await workspace.run(
    'conformance',
    ['--only', 'groupPolicyOperation/get'],
    through(tenant, proxy),
  );
  await tenant.close();
  await proxy.close();
  expect(stdout + stderr).toContain('does not take the user and password (407); correct them');
  expect(stdout + stderr).not.toMatch(/s3cretpw|NOT CONFORMANT/);
  expect(stdout).toMatch(/^INCONCLUSIVE/m);
  expect(code).toBe(2);
});

test('a mock that a proxy keeps from being reached is not blamed', async ({ workspace }) => {
  const proxy = await nobody();
  const { code, stdout, stderr } = await workspace.run('gate', ['--base-url', 'http://mock.example/beta'], {
    GRAPH_PROXY: proxy.url,
  });
  expect(stdout + stderr).toContain(
    `the proxy ${proxy.url} refuses the connection (ECONNREFUSED); start it, or correct`,
  );
  expect(stdout + stderr).not.toContain('NOT CONFORMANT');
  expect(code).toBe(2);
});
