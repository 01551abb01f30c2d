import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import { randomFrom } from '../../fixtures/random.ts';
import { clientOf } from '../../fixtures/rehearsal.ts';
import type { Workspace } from '../../src/bench/workspace.ts';
import { jsonOf } from '../../src/evidence/exchange.ts';
import { markOf } from '../../src/safety/runMark.ts';
import { startTenant, type Tenant } from '../../src/tenant/tenant.ts';
import { isObject, type JsonObject, objectsIn, writeJson } from '../../src/value/json.ts';

test.setTimeout(900_000);

const set = '/deviceManagement/groupPolicyConfigurations';
const selection = ['--workers=1', '--grep', '@groupPolicyConfiguration |@groupPolicyDefinitionValue '];
const decoyCount = 100;
/** The share of creates whose answer is lost although they were done. */
const lost = 0.1;

interface Killing {
  readonly signal: NodeJS.Signals;
  readonly times: number;
  readonly part: number;
}

/** Fifty kills and twenty interruptions, in parts that run side by side. */
const killings: readonly Killing[] = [
  ...[1, 2, 3, 4, 5].map((part): Killing => ({ signal: 'SIGKILL', times: 10, part })),
  { signal: 'SIGINT', times: 10, part: 1 },
  { signal: 'SIGTERM', times: 10, part: 1 },
];

/** Entities of others, some with a name or a mark like ours: sealed with another key, or changed, or not yet expired. */
function decoyNames(): string[] {
  const other = markOf({ run: '0123456789ab', expires: new Date(0) }, 'the key of somebody else');
  const names = [
    `plain 1 ${other}`,
    other.replace(/.$/, 'x'),
    'gpconf-nightly',
    'Windows baseline',
    `gpconf- ${other.slice(7)}`,
  ];
  return Array.from({ length: decoyCount }, (_, index) => `${names[index % names.length]} ${index}`);
}

async function open(
  tenant: Tenant,
): Promise<{ list: () => Promise<JsonObject[]>; make: (name: string) => Promise<void>; close: () => Promise<void> }> {
  const client = clientOf(tenant.graph.baseUrl, tenant.direct);
  return {
    list: async () => {
      const entities: JsonObject[] = [];
      for (let path: string | undefined = `${set}?$top=100`; path !== undefined; ) {
        const page = await client.send({ method: 'GET', path });
        const body = jsonOf(page);
        if (!isObject(body)) throw new Error('the policies could not be listed');
        entities.push(...objectsIn(body['value']));
        const link: unknown = body['@odata.nextLink'];
        path = typeof link === 'string' ? client.pathOf(link, page) : undefined;
      }
      return entities;
    },
    make: async (displayName) => {
      await client.send({ method: 'POST', path: set, body: writeJson({ displayName }) });
    },
    close: () => client.close(),
  };
}

/** A sweep that only tells removes nothing. */
async function tellOnly(workspace: Workspace, tenant: Tenant): Promise<void> {
  const before = tenant.front.told.length;
  const { code, stdout, stderr } = await workspace.run('sweep', ['--dry-run'], tenant.environment);
  expect(code, stdout + stderr).toBe(0);
  expect(tenant.front.told.slice(before).filter(({ request }) => request.method !== 'GET')).toEqual([]);
}

for (const { signal, times, part } of killings) {
  test(`${times} runs that ${signal} ends at any moment leave nothing that a sweep does not remove, part ${part}`, async ({
    workspace,
  }) => {
    const random = randomFrom(`${signal} ${part}`);
    const tenant = await startTenant({
      proof: 'client-secret',
      front: {
        instead: ({ method, path }) =>
          method === 'POST' && path === set && random() < lost ? (socket) => socket.destroy() : undefined,
      },
    });
    const others = await open(tenant);
    for (const name of decoyNames()) await others.make(name);
    const decoys = await others.list();
    expect(decoys).toHaveLength(decoyCount);
    let cut = 0;
    for (let time = 0; time < times; time += 1) {
      const before = tenant.front.requests.length;
      const running = workspace.start('conformance', selection, tenant.environment);
      while (tenant.front.requests.length < before + 3) await sleep(20);
      await sleep(random() * 2000);
      running.kill(signal);
      await running.ended;
      cut += (await others.list()).length > decoyCount ? 1 : 0;
      if (time === 0) await tellOnly(workspace, tenant);
      const swept = await workspace.run('sweep', [], tenant.environment);
      expect(swept.code, swept.stdout + swept.stderr).toBe(0);
      expect(await others.list(), `after ${time + 1} runs: ${swept.stdout}`).toEqual(decoys);
    }
    // A run that is interrupted removes what it made; one that is killed cannot.
    if (signal === 'SIGKILL') expect(cut, 'runs that left something').toBeGreaterThan(0);
    else expect(cut, 'runs that left something').toBe(0);
    await others.close();
    await tenant.close();
  });
}
