import { createServer as createPlainServer } from 'node:http';
import { createServer as createHttp2Server, createSecureServer } from 'node:http2';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { expect, test } from '@playwright/test';
import { generate } from 'selfsigned';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import type { FailureCause } from '../../../src/evidence/failureCause.ts';
import { createCertificateAuthority } from '../../../src/tenant/certificates.ts';
import { Client } from '../../../src/transport/client.ts';

const day = 24 * 60 * 60 * 1000;

/** A certificate for loopback that is valid for some days from a day on, counted from today, by the authority that is given or by itself. */
async function certified(
  from: number,
  days: number,
  { name = '127.0.0.1', ca }: { name?: string; ca?: { key: string; cert: string } } = {},
): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + from * day),
    notAfterDate: new Date(Date.now() + (from + days) * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: [name === '127.0.0.1' ? { type: 7, ip: name } : { type: 2, value: name }] },
    ],
    ...(ca ? { ca } : {}),
  });
  return { key: made.private, cert: made.cert };
}

/** What OpenSSL answers to a request in plain text: an alert of TLS (RFC 8446 §6). */
const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]);

/** A server on loopback, and the authority that a client is told to trust. */
interface Place {
  readonly server: Server;
  readonly scheme: 'http' | 'https';
  readonly trust?: readonly string[];
}

const withTls = (options: ServerOptions): Server =>
  createTlsServer(options, (_request, response) => response.end('{}'));
const authority = async (
  name = 'authority',
  ca?: { key: string; cert: string },
): Promise<{ key: string; cert: string }> => {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
    ...(ca ? { ca } : {}),
  });
  return { key: made.private, cert: made.cert };
};

const places: readonly (readonly [cause: FailureCause, kind: string, says: RegExp, make: () => Promise<Place>])[] = [
  [
    'not TLS',
    'tls',
    /does not speak TLS at this port/,
    async () => ({ server: createPlainServer((_request, response) => response.end('{}')), scheme: 'https' }),
  ],
  [
    'TLS only',
    'malformed',
    /speaks TLS at this port/,
    async () => ({ server: createTcpServer((socket) => socket.end(alert)), scheme: 'http' }),
  ],
  [
    'TLS only',
    'malformed',
    /speaks TLS at this port/,
    async () => ({ server: withTls(await certified(-1, 9)), scheme: 'http' }),
  ],
  [
    'TLS only',
    'malformed',
    /speaks TLS at this port/,
    async () => ({
      server: withTls({ ...(await certified(-1, 9)), requestCert: true, rejectUnauthorized: true }),
      scheme: 'http',
    }),
  ],
  ['HTTP/2 only', 'malformed', /speaks only HTTP\/2/, async () => ({ server: createHttp2Server(), scheme: 'http' })],
  [
    'HTTP/2 only',
    'malformed',
    /speaks only HTTP\/2/,
    async () => {
      const ca = await authority();
      return { server: createSecureServer(await certified(-1, 9, { ca })), scheme: 'https', trust: [ca.cert] };
    },
  ],
  ['self-signed', 'tls', /signed itself/, async () => ({ server: withTls(await certified(-1, 9)), scheme: 'https' })],
  [
    'incomplete chain',
    'tls',
    /an authority that is not trusted, and the server does not show that one/,
    async () => ({ server: withTls(await (await createCertificateAuthority()).server()), scheme: 'https' }),
  ],
  [
    'incomplete chain',
    'tls',
    /the server does not show that one/,
    async () => {
      const root = await authority('root');
      const between = await authority('between', root);
      return { server: withTls(await certified(-1, 9, { ca: between })), scheme: 'https', trust: [root.cert] };
    },
  ],
  [
    'unknown authority',
    'tls',
    /an authority that is not trusted$|an authority that is not trusted \(/,
    async () => {
      const between = await authority('between', await authority('root'));
      const { key, cert } = await certified(-1, 9, { ca: between });
      return { server: withTls({ key, cert: `${cert}\n${between.cert}` }), scheme: 'https' };
    },
  ],
  [
    'other authority',
    'tls',
    /not signed by the authority of that name that is trusted/,
    async () => {
      const options = await certified(-1, 9, { ca: await authority() });
      return { server: withTls(options), scheme: 'https', trust: [(await authority()).cert] };
    },
  ],
  [
    'expired',
    'tls',
    /has expired/,
    async () => {
      const ca = await authority();
      return { server: withTls(await certified(-9, 2, { ca })), scheme: 'https', trust: [ca.cert] };
    },
  ],
  [
    'not yet valid',
    'tls',
    /not valid yet/,
    async () => {
      const ca = await authority();
      return { server: withTls(await certified(2, 9, { ca })), scheme: 'https', trust: [ca.cert] };
    },
  ],
  [
    'host name',
    'tls',
    /for another host name/,
    async () => {
      const ca = await authority();
      const options = await certified(-1, 9, { ca, name: 'other.example' });
      return { server: withTls(options), scheme: 'https', trust: [ca.cert] };
    },
  ],
  [
    'TLS version',
    'tls',
    /no version of TLS in common/,
    async () => {
      const ca = await authority();
      const options = { ...(await certified(-1, 9, { ca })), minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
      return { server: withTls({ ...options, ciphers: 'DEFAULT@SECLEVEL=0' }), scheme: 'https', trust: [ca.cert] };
    },
  ],
];
for (const [at, [cause, kind, says, make]] of places.entries())
  test(`${at + 1}: ${cause} is told as the cause, with what to do`, async () => {
    const { server, scheme, trust } = await make();
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new Client({
      baseUrl: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/beta`,
      token: async () => 'a-token',
      redact: (text) => text,
      limits: { ...embeddedSuite.target.limits, deadline: 5000, waiting: 0, idle: 0 },
      ...(trust ? { network: { trust } } : {}),
    });
    const { failure } = await client.send({ method: 'GET', path: '/x' });
    await client.close();
    server.close();
    expect(failure).toMatchObject({ cause, kind, message: expect.stringMatching(says) });
    expect(failure?.remedy).toMatch(/\w/);
    const isOfTrust = /authority|chain|self-signed/.test(cause);
    expect(/GRAPH_CA/.test(failure?.remedy ?? '')).toBe(isOfTrust);
  });
