import { expect, test } from '@playwright/test';
import { handClock } from '../../../fixtures/handClock.ts';
import { httpAnswer, serveRaw } from '../../../fixtures/rawServer.ts';
import { Client } from '../../../src/transport/client.ts';

const waiting = 30_000;
const get = { method: 'GET', path: '/x' };
const json = { 'content-type': 'application/json' };

/** A client of a server that answers as it is told, by a clock that goes on when the client waits. */
async function served(answer: (request: number) => Buffer) {
  const clock = handClock();
  let asked = 0;
  const server = await serveRaw((socket) => socket.end(answer(++asked)));
  const client = new Client({
    baseUrl: server.origin,
    token: async () => 'token',
    limits: { deadline: 10_000, bodyBytes: 1000, headerBytes: 4096, waiting, idle: 0 },
    redact: (text) => text,
    clock,
  });
  const close = async (): Promise<void> => {
    await client.close();
    await server.close();
  };
  return { clock, client, close, asked: () => asked };
}

function putOff(status: string, retryAfter: string | undefined): Buffer {
  return httpAnswer(status, { ...json, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) }, '{}');
}

/** What a server that throttles for ever may say about when to come back. */
const retryAfters = [
  undefined,
  '',
  '0',
  '0.0',
  '00000',
  '-1',
  '-0',
  '+0',
  '0x0',
  'NaN',
  'soon',
  '0, 0',
  'Wed, 31 Dec 2025 00:00:00 GMT',
  'Wednesday, 31-Dec-25 00:00:00 GMT',
  'Wed Dec 31 00:00:00 2025',
  'Thu Jan  1 00:00:00 1970',
  '0.001',
  '1',
  '31',
  '99999999999',
  '9'.repeat(400),
  'Fri, 31 Dec 9999 23:59:59 GMT',
];

for (const method of ['GET', 'POST', 'PATCH', 'DELETE'])
  for (const [status, most] of [
    ['429 Too Many Requests', 10],
    ['503 Service Unavailable', 4],
    ['502 Bad Gateway', 4],
    ['504 Gateway Timeout', 4],
  ] as const)
    test(`${method} that is answered ${status} for ever ends, whatever Retry-After says`, async () => {
      for (const retryAfter of retryAfters) {
        const { client, clock, close, asked } = await served(() => putOff(status, retryAfter));
        const { failure, answer } = await client.send({ method, path: '/x' });
        const [requests, pauses] = [asked(), clock.pauses];
        const next = await client.send(get);
        await close();
        expect(requests, String(retryAfter)).toBeLessThanOrEqual(most);
        expect(clock.now(), String(retryAfter)).toBeLessThanOrEqual(2 * waiting);
        expect([...pauses], 'pauses grow').toEqual([...pauses].sort((one, other) => one - other));
        if (status.startsWith('429')) {
          expect(answer).toBeUndefined();
          expect(failure).toMatchObject({ kind: 'unavailable', class: 'throttled' });
          expect(failure?.message).toContain(`GRAPH_MAX_WAIT_MS (${waiting})`);
          expect(asked(), 'the next request is not waited for').toBe(requests + 1);
          expect(next.failure?.message).toContain('the request before was waited for as long as GRAPH_MAX_WAIT_MS');
        }
      }
    });

test('a request that takes its time to be throttled is given up in time, too', async () => {
  const slow = await served(() => {
    slow.clock.take(9000);
    return putOff('429 x', '0');
  });
  await slow.client.send(get);
  await slow.close();
  expect(slow.asked()).toBe(5);
  expect(slow.clock.now()).toBeLessThanOrEqual(waiting + 2 * 9000);
});

test('all requests together are waited for no longer than ten times as long as one', async () => {
  const { client, clock, close } = await served((request) =>
    request % 2 === 1 ? putOff('429 x', '29') : httpAnswer('200 OK', json, '{}'),
  );
  const statuses: (number | undefined)[] = [];
  for (let count = 0; count < 14; count += 1) statuses.push((await client.send(get)).answer?.status);
  await close();
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(statuses[10]).toBeUndefined();
  expect(clock.now()).toBe(10 * 29_000);
});

test('once a request is answered, the next one is waited for again', async () => {
  const throttled = (request: number): boolean => request !== 2 && request !== 4;
  const { client, clock, close } = await served((request) =>
    throttled(request) ? putOff('429 x', request === 1 ? '31' : '1') : httpAnswer('200 OK', json, '{}'),
  );
  expect((await client.send(get)).failure?.class).toBe('throttled');
  expect((await client.send(get)).answer?.status).toBe(200);
  expect(clock.now()).toBe(0);
  expect((await client.send(get)).answer?.status).toBe(200);
  expect(clock.now()).toBe(1000);
  await close();
});

test('nothing is waited for beyond a limit, and the limit is told', async () => {
  const { client, clock, close, asked } = await served(() => putOff('429 x', '2'));
  const { failure } = await client.send(get, { at: 5000, told: 'the case has used up its 5 s' });
  await close();
  expect(asked()).toBe(3);
  expect(clock.now()).toBe(4000);
  expect(failure?.class).toBe('throttled');
  expect(failure?.message).toContain('the case has used up its 5 s');
});
