import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { Session } from '../../../src/arrange/session.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { startMock } from '../../../src/mock/server.ts';
import { collectionOf } from '../../../src/safety/ledger/collection.ts';
import { Ledger } from '../../../src/safety/ledger/ledger.ts';
import type { Line } from '../../../src/safety/ledger/line.ts';
import { startFront } from '../../../src/tenant/front.ts';
import { Client } from '../../../src/transport/client.ts';
import { Pace } from '../../../src/transport/time/pace.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const { api, target } = embeddedSuite;
const set = '/deviceManagement/groupPolicyConfigurations';
const mark = 'gpconf-0123456789ab-1234567890-0123456789abcdef';

interface Sent {
  readonly exchange: Exchange;
  readonly posts: number;
  readonly session: Session;
  readonly lines: readonly Line[];
}

/** Creates a policy where the first answer to POST is lost, after it was done or instead; before that perhaps another. */
async function create(done: boolean, body: object, before?: object): Promise<Sent> {
  const mock = await startMock({ api });
  let posts = 0;
  const isFirst = (method: string): boolean => method === 'POST' && posts === (before ? 2 : 1);
  const front = await startFront(mock, {
    refuse: ({ method }) => {
      if (method === 'POST') posts += 1;
      return isFirst(method) && !done ? { status: 503, headers: {}, body: '' } : undefined;
    },
    instead: ({ method }) => (isFirst(method) && done ? (socket) => socket.destroy() : undefined),
  });
  const lines: Line[] = [];
  const ledger = new Ledger(
    (line) => lines.push(line),
    (method, path) => collectionOf(api, method, path),
  );
  const options = {
    baseUrl: front.baseUrl,
    token: async () => mock.token,
    limits: target.limits,
    redact: (text: string) => text,
  };
  const client = new Client({ ...options, ledger });
  const patience = new Patience({ window: 0, total: 0 });
  const session = new Session({ api, client, patience, seed: 's', upload, mark }, 'case');
  if (before) await session.sendRequest({ method: 'POST', path: set, body: JSON.stringify(before) });
  const exchange = await session.sendRequest({ method: 'POST', path: set, body: JSON.stringify(body) });
  await client.close();
  await front.close();
  await mock.close();
  return { exchange, posts, session, lines };
}

test('a create that was done although its answer was lost is not sent again, and is kept to be removed', async () => {
  const { exchange, posts, session, lines } = await create(true, { displayName: `plain ${mark}` });
  expect({ posts, failure: exchange.failure?.kind }).toEqual({ posts: 1, failure: 'reset' });
  expect(session.lost).toEqual([expect.stringMatching(`^${set}/[0-9a-f-]{36}$`)]);
  expect(lines.at(-1)).toEqual({ is: 'made', key: '1', path: session.lost[0] });
});

test('a create that was not done is sent again once that is known, and says so', async () => {
  const { exchange, posts, session } = await create(false, { displayName: `plain ${mark}` });
  expect({ posts, status: exchange.answer?.status, lost: session.lost }).toEqual({ posts: 2, status: 201, lost: [] });
  expect(exchange.earlier).toEqual([{ status: 0 }]);
});

test('what an earlier create of the same text made is not taken for what a lost one made', async () => {
  const body = { displayName: `plain ${mark}` };
  const { exchange, posts, session } = await create(false, body, body);
  expect({ posts, status: exchange.answer?.status, lost: session.lost }).toEqual({ posts: 3, status: 201, lost: [] });
});

test('a create without a mark is not sent again', async () => {
  const { exchange, posts } = await create(false, { displayName: 'plain' });
  expect({ posts, failure: exchange.failure?.class }).toEqual({ posts: 1, failure: 'outage' });
});

test('a request beyond the budget is not sent, but a removal is', async () => {
  const mock = await startMock({ api });
  const options = {
    baseUrl: mock.baseUrl,
    token: async () => mock.token,
    limits: target.limits,
    redact: (text: string) => text,
  };
  const client = new Client({ ...options, pace: new Pace({ most: 1 }) });
  expect((await client.send({ method: 'GET', path: set })).answer?.status).toBe(200);
  expect((await client.send({ method: 'GET', path: set })).failure).toEqual({
    kind: 'not sent',
    message: expect.stringContaining('GRAPH_MAX_REQUESTS'),
  });
  expect((await client.send({ method: 'DELETE', path: `${set}/x` })).answer?.status).toBe(404);
  await client.close();
  await mock.close();
});

test('what a guard refuses is not sent', async () => {
  const mock = await startMock({ api });
  const guard = { refuse: () => 'not now', note: () => undefined, adopt: () => undefined };
  const options = {
    baseUrl: mock.baseUrl,
    token: async () => mock.token,
    limits: target.limits,
    redact: (text: string) => text,
  };
  const guarded = new Client({ ...options, guard });
  expect((await guarded.send({ method: 'GET', path: set })).failure).toEqual({
    kind: 'not sent',
    message: 'the request was not sent: not now',
  });
  await guarded.close();
  await mock.close();
});
