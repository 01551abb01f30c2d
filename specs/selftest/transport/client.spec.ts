import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { answered } from '../../../fixtures/judged.ts';
import { httpAnswer, type RawServer, serveRaw } from '../../../fixtures/rawServer.ts';
import { bodyOf, type Exchange } from '../../../src/evidence/exchange.ts';
import { encodeSegment } from '../../../src/model/path.ts';
import { Client } from '../../../src/transport/client.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';

const token = 'canary-token-0123456789';
const json = { 'content-type': 'application/json' };

function clientOf(baseUrl: string): Client {
  return new Client({
    baseUrl,
    token: () => Promise.resolve(token),
    limits: { deadline: 700, bodyBytes: 1000, waiting: 1000, headerBytes: 4096, idle: 100 },
    redact: createRedaction(() => [token]),
  });
}

async function exchangeWith(
  answer: Parameters<typeof serveRaw>[0],
): Promise<{ exchange: Exchange; server: RawServer }> {
  const server = await serveRaw(answer);
  const client = clientOf(`${server.origin}/beta`);
  const exchange = await client.send({ method: 'POST', path: '/deviceManagement/x', body: '{"a":1}' });
  await client.close();
  await server.close();
  return { exchange, server };
}

test('a request carries the token and asks for JSON; what is kept of it does not show the token', async () => {
  const { exchange, server } = await exchangeWith((socket) => socket.end(httpAnswer('200 OK', json, '{"ok":true}')));
  const [request = ''] = server.requests;
  expect(request).toMatch(/^POST \/beta\/deviceManagement\/x HTTP\/1\.1\r\n/);
  expect(request).toContain(`authorization: Bearer ${token}`);
  expect(request).toContain('accept: application/json');
  expect(request).toContain('{"a":1}');
  expect(exchange.headers['authorization']).toBe('Bearer [redacted]');
  expect(JSON.stringify(exchange)).not.toContain(token);
  expect(exchange.answer).toMatchObject({ status: 200, text: '{"ok":true}' });
});

test('a token that the server sends back is redacted wherever it stands', async () => {
  const { exchange } = await exchangeWith((socket) =>
    socket.end(
      httpAnswer(
        '401 No',
        { ...json, 'www-authenticate': `Bearer realm="${token}"`, 'x-echo': token },
        `{"sent":"${token}"}`,
      ),
    ),
  );
  expect(JSON.stringify(exchange)).not.toContain(token);
  expect(exchange.answer?.text).toBe('{"sent":"[redacted]"}');
});

const endings: readonly [title: string, answer: Parameters<typeof serveRaw>[0], failure: string][] = [
  ['a connection closed without an answer', (socket) => socket.end(), 'reset'],
  ['a connection reset', (socket) => socket.resetAndDestroy(), 'reset'],
  ['a body cut short', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"a":'), 'reset'],
  ['no answer', () => undefined, 'timeout'],
  ['a head that never ends', (socket) => socket.write('HTTP/1.1 200 OK\r\nx: '), 'timeout'],
  [
    'a body that never ends',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n[\r\n'),
    'timeout',
  ],
  ['something that is not HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'malformed'],
  [
    'a head beyond the limit',
    (socket) => socket.end(httpAnswer('200 OK', { ...json, 'x-long': 'x'.repeat(8000) }, '{}')),
    'too large',
  ],
  ['a body beyond the limit', (socket) => socket.end(httpAnswer('200 OK', json, `"${'x'.repeat(2000)}"`)), 'too large'],
];
for (const [title, answer, kind] of endings) {
  test(`${title} ends as ${kind}, before deadline + 1 s`, async () => {
    const { exchange } = await exchangeWith(answer);
    expect(exchange.failure).toMatchObject({ kind });
    expect(exchange.failure?.message).not.toContain(token);
    expect(exchange.milliseconds).toBeLessThan(1700);
  });
}

test('a refused connection ends as refused', async () => {
  const server = await serveRaw(() => undefined);
  await server.close();
  const client = clientOf(server.origin);
  expect((await client.send({ method: 'GET', path: '/x' })).failure).toMatchObject({ kind: 'refused' });
  await client.close();
});

const bodies: readonly [title: string, headers: Record<string, string>, body: string | Buffer, due: object][] = [
  ['JSON', json, '{"a":9007199254740993}', { kind: 'json', value: { a: 9007199254740993n } }],
  ['JSON in gzip', { ...json, 'content-encoding': 'gzip' }, gzipSync('{"a":1}'), { kind: 'json', value: { a: 1 } }],
  ['none', {}, '', { kind: 'none' }],
  [
    'gzip without its end',
    { ...json, 'content-encoding': 'gzip' },
    gzipSync('{"a":1}').subarray(0, -8),
    { kind: 'unreadable', problem: expect.stringContaining('gzip') },
  ],
  [
    'gzip that inflates beyond the limit',
    { ...json, 'content-encoding': 'gzip' },
    gzipSync(`"${'x'.repeat(5000)}"`),
    { kind: 'unreadable', problem: 'more than 1000 bytes after inflating' },
  ],
  [
    'an encoding that was not asked for',
    { ...json, 'content-encoding': 'br' },
    '{}',
    { kind: 'unreadable', problem: 'content encoding "br" was not asked for' },
  ],
  [
    'bytes that are not UTF-8',
    json,
    Buffer.from([0x22, 0xff, 0x22]),
    { kind: 'unreadable', problem: 'the body is not UTF-8' },
  ],
  ['a byte order mark', json, '\ufeff{}', { kind: 'unreadable', problem: expect.stringContaining('byte order mark') }],
  ['a name twice', json, '{"id":1,"id":2}', { kind: 'unreadable', problem: expect.stringContaining('stands twice') }],
  ['HTML', json, '<html></html>', { kind: 'unreadable', problem: expect.stringContaining('not JSON') }],
];
for (const [title, headers, body, due] of bodies) {
  test(`a body of ${title}`, async () => {
    const { exchange } = await exchangeWith((socket) => socket.end(httpAnswer('200 OK', headers, body)));
    expect(exchange.answer && bodyOf(exchange.answer)).toEqual(due);
  });
}

test('a redirect is not followed, and the token goes nowhere else', async () => {
  const elsewhere = await serveRaw((socket) => socket.end(httpAnswer('200 OK', json, '{}')));
  const { exchange } = await exchangeWith((socket) =>
    socket.end(httpAnswer('307 Away', { location: `${elsewhere.origin}/beta/x` })),
  );
  await elsewhere.close();
  expect(exchange.answer?.status).toBe(307);
  expect(elsewhere.requests).toEqual([]);
});

test('no cookie is sent back, and every request has a connection of its own', async () => {
  const server = await serveRaw((socket) => socket.end(httpAnswer('200 OK', { ...json, 'set-cookie': 'a=b' }, '{}')));
  const client = clientOf(server.origin);
  await client.send({ method: 'GET', path: '/1' });
  await client.send({ method: 'GET', path: '/2' });
  await client.close();
  await server.close();
  expect(server.requests).toHaveLength(2);
  expect(server.requests[1]).not.toMatch(/^cookie/im);
});

test('bytes that a server sends unasked do not become the next answer', async () => {
  const server = await serveRaw((socket, request) => {
    const own = request.includes('/1') ? '{"id":1}' : '{"id":2}';
    socket.write(Buffer.concat([httpAnswer('200 OK', json, own), httpAnswer('200 OK', json, '{"id":"unasked"}')]));
  });
  const client = clientOf(server.origin);
  await client.send({ method: 'GET', path: '/1' });
  const second = await client.send({ method: 'GET', path: '/2' });
  await client.close();
  await server.close();
  expect(second.answer?.text ?? second.failure?.kind).not.toContain('unasked');
});

const whole = httpAnswer('200 OK', json, '{}');
const afterwards: readonly [title: string, answer: Parameters<typeof serveRaw>[0], unasked: true | undefined][] = [
  ['nothing more', (socket) => socket.write(whole), undefined],
  ['the end of the connection', (socket) => socket.end(whole), undefined],
  ['a second answer at once', (socket) => socket.write(Buffer.concat([whole, whole])), true],
  ['a second answer later', (socket) => socket.write(whole, () => setImmediate(() => socket.write(whole))), true],
  ['what is no HTTP', (socket) => socket.end(Buffer.concat([whole, Buffer.from('more')])), true],
];
for (const [title, answer, unasked] of afterwards) {
  test(`a watched connection, and after the answer ${title}`, async () => {
    const server = await serveRaw(answer);
    const client = clientOf(server.origin);
    const exchange = await client.send({ method: 'GET', path: '/1', watched: true });
    await client.close();
    await server.close();
    expect(exchange.answer?.status).toBe(200);
    expect(exchange.unasked).toBe(unasked);
  });
}

test.describe('a link that the target gave is followed only below its base', () => {
  const client = clientOf('https://host.example/prefix/beta');
  const links: readonly [link: string, path: string | undefined][] = [
    ['https://host.example/prefix/beta/deviceManagement/x?$skiptoken=1', '/deviceManagement/x?$skiptoken=1'],
    ['/prefix/beta/deviceManagement/x', '/deviceManagement/x'],
    ['https://host.example/prefix/other', undefined],
    ['https://host.example/prefix/beta/../other', undefined],
    ['https://host.example.evil/prefix/beta/x', undefined],
    ['https://host.example:444/prefix/beta/x', undefined],
    ['http://host.example/prefix/beta/x', undefined],
    ['https://user@host.example/prefix/beta/x', undefined],
    ['//evil.example/prefix/beta/x', undefined],
    ['\\\\evil.example/prefix/beta/x', undefined],
    ['javascript:alert(1)', undefined],
    ['http://[', undefined],
  ];
  for (const [link, path] of links) test(link, () => expect(client.pathOf(link)).toBe(path));
});

test.describe('a relative link starts from the context of its answer, else from what was asked', () => {
  const client = clientOf('https://host.example/prefix/beta');
  const within = 'https://host.example/prefix/beta/$metadata#deviceManagement/x';
  const links: readonly [link: string, context: string | undefined, path: string | undefined][] = [
    ['deviceManagement/x?$skip=2', within, '/deviceManagement/x?$skip=2'],
    ['deviceManagement/x?$skip=2', '../$metadata#deviceManagement/x', '/deviceManagement/x?$skip=2'],
    ['x?$skip=2', undefined, '/deviceManagement/x?$skip=2'],
    ['?$skip=2', undefined, '/deviceManagement/x?$skip=2'],
    ['/prefix/beta/deviceManagement/x?$skip=2', within, '/deviceManagement/x?$skip=2'],
    ['https://host.example/prefix/beta/deviceManagement/y', within, '/deviceManagement/y'],
    ['deviceManagement/x', 'https://evil.example/prefix/beta/$metadata', undefined],
    ['deviceManagement/x', 'https://user@host.example/prefix/beta/$metadata', undefined],
    ['deviceManagement/x', 'javascript:alert(1)', undefined],
    ['deviceManagement/x', 'https://host.example/prefix/other/$metadata', undefined],
    ['../../../x', within, undefined],
    ['../../../x', undefined, undefined],
    ['//evil.example/prefix/beta/x', within, undefined],
    ['https://evil.example/prefix/beta/x', within, undefined],
  ];
  for (const [link, context, path] of links)
    test(`${link} in ${context ?? 'an answer without context'}`, () => {
      const body = context === undefined ? {} : { '@odata.context': context };
      const on = answered(200, body, { path: '/deviceManagement/x?$top=2' });
      expect(client.pathOf(link, on)).toBe(path);
    });
});

test('an id is one segment of a path, or none', () => {
  expect(encodeSegment('a/b?c#d%2f')).toBe('a%2Fb%3Fc%23d%252f');
  expect(encodeSegment("it's(1)!*")).toBe('it%27s%281%29%21%2A');
  for (const id of ['', '.', '..', 'a\ud800', 'x'.repeat(2001), '/'.repeat(700)])
    expect(() => encodeSegment(id)).toThrow('cannot be a segment');
});
