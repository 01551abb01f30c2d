import { expect, test } from '@playwright/test';
import { clientOf, embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { jsonOf } from '../../../src/evidence/exchange.ts';
import { startMock } from '../../../src/mock/server.ts';
import type { Balance } from '../../../src/safety/ledger/line.ts';
import { markOf, ownerOf } from '../../../src/safety/runMark.ts';
import { findLeftovers, removeLeftover } from '../../../src/safety/sweep.ts';
import type { Client } from '../../../src/transport/client.ts';
import { Patience } from '../../../src/transport/time/patience.ts';
import { isObject, writeJson } from '../../../src/value/json.ts';

const { api } = embeddedSuite;
const set = '/deviceManagement/groupPolicyConfigurations';
const key = 'a key of the tests';
const now = new Date('2026-01-02T00:00:00Z');
const past = new Date('2026-01-01T00:00:00Z');
const future = new Date('2026-01-03T00:00:00Z');
const [dead, other] = ['00000000dead', '000000000abc'];

function ledgerOf(
  run: string,
  made: readonly string[],
  begun: readonly string[] = [],
  unseen: readonly string[] = [],
): Balance {
  return { begin: { is: 'begin', run, target: 'x', host: 'h', pid: 1 }, made, unseen, begun };
}

test.describe('a mark', () => {
  const mark = markOf({ run: dead, expires: past }, key);

  test('tells the run and its end to who has the key', () => {
    expect(ownerOf({ displayName: ` Größe ${mark} ` }, key)).toEqual({ run: dead, expires: past });
  });

  const others: readonly [title: string, text: string | null][] = [
    ['sealed with another key', markOf({ run: dead, expires: past }, 'another key')],
    ['with another run', mark.replace(dead, other)],
    ['with a later end', mark.replace(/-\d{10}-/, '-9999999999-')],
    ['with letters behind it', `${mark}f`],
    ['that is a name like ours', 'gpconf-nightly'],
    ['that is missing', null],
  ];
  for (const [title, text] of others)
    test(`${title} is not ours`, () => {
      expect(ownerOf({ displayName: text }, key)).toBeUndefined();
    });
});

/** Makes configurations of these names in a mock of its own, and gives their paths to a test. */
async function withConfigurations(
  names: readonly string[],
  use: (paths: readonly string[], client: Client) => Promise<void>,
): Promise<void> {
  const mock = await startMock({ api });
  const client = clientOf(mock.baseUrl, mock.token);
  try {
    const paths: string[] = [];
    for (const displayName of names) {
      const made = jsonOf(await client.send({ method: 'POST', path: set, body: writeJson({ displayName }) }));
      paths.push(`${set}/${isObject(made) ? String(made['id']) : ''}`);
    }
    await use(paths, client);
  } finally {
    await client.close();
    await mock.close();
  }
}

test('what a ledger names is found, last first, and what is gone is not', async () => {
  await withConfigurations(['one', 'two', 'three'], async ([one = '', two = '', three = ''], client) => {
    await client.send({ method: 'DELETE', path: two });
    const ledgers = [ledgerOf(dead, [one, two, three])];
    const found = await findLeftovers(client, api, { ledgers, key, now });
    expect(found.map(({ path }) => path)).toEqual([three, one]);
    expect(found[0]?.because).toBe(`the ledger of run ${dead} says that it was made`);
  });
});

test('what was removed and not seen to be gone is found only where it still shows', async () => {
  await withConfigurations(['one', 'two'], async ([one = '', two = ''], client) => {
    await client.send({ method: 'DELETE', path: two });
    const found = await findLeftovers(client, api, { ledgers: [ledgerOf(dead, [], [], [one, two])], key, now });
    expect(found).toEqual([
      { path: one, because: `the ledger of run ${dead} says that it was removed, and it is still shown` },
    ]);
  });
});

test('what a create without an answer made is found by the mark of its run, before it expires', async () => {
  const mark = markOf({ run: dead, expires: future }, key);
  const names = [`plain 1 ${mark}`, `plain 2 ${markOf({ run: other, expires: future }, key)}`];
  await withConfigurations(names, async ([ours = ''], client) => {
    const ledgers = [ledgerOf(dead, [], [set])];
    const found = await findLeftovers(client, api, { ledgers, key, now });
    expect(found).toEqual([{ path: ours, because: `it carries the mark of run ${dead}` }]);
  });
});

test('without a ledger only what carries a mark with our seal, has expired and is not assigned is found', async () => {
  const expired = markOf({ run: dead, expires: past }, key);
  const names = [
    expired,
    `${expired} assigned`,
    markOf({ run: dead, expires: future }, key),
    markOf({ run: dead, expires: past }, 'another key'),
    'gpconf-nightly',
    'Windows baseline',
  ];
  await withConfigurations(names, async ([first = '', assigned = ''], client) => {
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    const body = writeJson({ assignments: [{ target }] });
    expect((await client.send({ method: 'POST', path: `${assigned}/assign`, body })).answer?.status).toBe(200);
    const found = await findLeftovers(client, api, { ledgers: [], key, now });
    expect(found.map(({ path }) => path)).toEqual([first]);
    expect(found[0]?.because).toContain(`the mark of run ${dead}, which expired 2026-01-01`);
  });
});

const patience = new Patience({ window: 0, total: 0 });

test('a removal is looked after', async () => {
  await withConfigurations(['one'], async ([path = ''], client) => {
    expect(await removeLeftover(client, { path, because: '' }, patience)).toBeUndefined();
    const definition = jsonOf(
      await client.send({ method: 'GET', path: '/deviceManagement/groupPolicyDefinitions?$top=1' }),
    );
    const [first] = isObject(definition) && Array.isArray(definition['value']) ? definition['value'] : [];
    const still = `/deviceManagement/groupPolicyDefinitions/${isObject(first) ? String(first['id']) : ''}/definitionFile`;
    const kept = await removeLeftover(client, { path: still, because: '' }, patience);
    expect(kept).toMatchObject({ fate: 'not removed', answers: expect.stringContaining('DELETE /deviceManagement') });
  });
});

test('a collection that cannot be read ends the search', async () => {
  await withConfigurations([], async (_paths, client) => {
    const hasty = clientOf(client.baseUrl, 'a wrong token');
    await expect(findLeftovers(hasty, api, { ledgers: [], key, now })).rejects.toThrow('answered 401');
    await hasty.close();
  });
});
