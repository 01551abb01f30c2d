import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { Session } from '../../../src/arrange/session.ts';
import { jsonOf } from '../../../src/evidence/exchange.ts';
import { type Mock, startMock } from '../../../src/mock/server.ts';
import { type Front, startFront } from '../../../src/tenant/front.ts';
import { Client } from '../../../src/transport/client.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const { api, target } = embeddedSuite;
const path = '/deviceManagement/groupPolicyConfigurations';
const mark = 'gpconf-0123456789ab-1234567890-0123456789abcdef';
const names = ['one', 'two', 'three', 'four'];
const requests = names.map((name) => ({
  method: 'POST',
  path,
  body: JSON.stringify({ displayName: `${name} ${mark}`, description: '' }),
}));

function sessionOn(front: Front, mock: Mock): { readonly session: Session; readonly client: Client } {
  const client = new Client({
    baseUrl: front.baseUrl,
    token: async () => mock.token,
    limits: target.limits,
    redact: (text) => text,
  });
  const patience = new Patience({ window: 0, total: 0 });
  return { session: new Session({ api, client, patience, seed: 's', upload, mark }, 'case'), client };
}

/** What each of four creates at once came to, where the front does something to the one named "two". */
async function createAtOnce(options: (isTwo: (body: string) => boolean) => Parameters<typeof startFront>[1]) {
  const mock = await startMock({ api });
  const front = await startFront(
    mock,
    options((body) => body.includes('"two ')),
  );
  const { session, client } = sessionOn(front, mock);
  const exchanges = await session.sendAtOnce(requests);
  const kept = jsonOf(await session.send('GET', path)) as { value: { displayName: string }[] };
  await client.close();
  await front.close();
  await mock.close();
  return { session, exchanges, listed: kept.value.map(({ displayName }) => displayName.split(' ')[0]) };
}

test('requests that are in flight at once are kept in the order in which they were asked for', async () => {
  const mock = await startMock({ api, faults: [{ name: 'lose-one-at-once', scope: { path } }] });
  const front = await startFront(mock);
  const { session, client } = sessionOn(front, mock);
  const exchanges = await session.sendAtOnce(requests);
  expect(exchanges.map((exchange) => exchange.body)).toEqual(requests.map(({ body }) => body));
  expect(session.exchanges).toEqual(exchanges);
  expect(mock.fired(), 'they were not in flight at once').toEqual([1]);
  await client.close();
  await front.close();
  await mock.close();
});

test('one that is refused in favour of another is sent once more when all are answered', async () => {
  let refusals = 0;
  const { exchanges, listed } = await createAtOnce((isTwo) => ({
    refuse: ({ body }) => {
      if (!isTwo(body) || refusals === 2) return undefined;
      refusals += 1;
      return { status: 409, headers: {}, body: '' };
    },
  }));
  expect(exchanges.map(({ answer, earlier = [] }) => [answer?.status, earlier.map(({ status }) => status)])).toEqual([
    [201, []],
    [201, [409, 409]],
    [201, []],
    [201, []],
  ]);
  expect([...listed].sort()).toEqual([...names].sort());
});

test('one whose answer is lost among others is found by its own text, and is not made again', async () => {
  const { session, exchanges, listed } = await createAtOnce((isTwo) => ({
    instead: ({ method, body }) => (method === 'POST' && isTwo(body) ? (socket) => socket.destroy() : undefined),
  }));
  expect(exchanges.map(({ answer }) => answer?.status)).toEqual([201, undefined, 201, 201]);
  expect(session.lost).toHaveLength(1);
  expect(listed.filter((name) => name === 'two')).toEqual(['two']);
});
