import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { clientOf } from '../../../fixtures/rehearsal.ts';
import { jsonOf } from '../../../src/evidence/exchange.ts';
import { signalCodes } from '../../../src/report/ending/ending.ts';
import { targetDigest } from '../../../src/run/runName.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';
import { isObject } from '../../../src/value/json.ts';

test.setTimeout(180_000);

test('a ledger that cannot be read is told in a sentence; the sweep goes on, and does not end well', async ({
  workspace,
}) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const folder = join(workspace.folder, 'reports/ledger');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'broken.jsonl'), 'garbage\n');
  const { code, stdout, stderr } = await workspace.run('sweep', [], { ...tenant.environment, GRAPH_WRITES: 'own' });
  await tenant.close();
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual([
    'sweep: reports/ledger/broken.jsonl: line 1 is no beginning of a ledger; what it was about is found by its mark alone; delete it when nothing is left',
    'sweep: 0 entities were left, 0 of them are removed',
    '',
  ]);
  expect(code).toBe(1);
  expect(existsSync(join(folder, 'broken.jsonl'))).toBe(true);
});

for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTERM'] as const)
  test(`${signal} stops a sweep between two removals: it says how far it came, and another goes on`, async ({
    workspace,
  }) => {
    let interrupt = (): void => undefined;
    const tenant = await startTenant({
      proof: 'client-secret',
      front: {
        refuse: ({ method }) => {
          if (method === 'DELETE') interrupt();
          return undefined;
        },
      },
    });
    const environment = { ...tenant.environment, GRAPH_WRITES: 'own' };
    const set = '/deviceManagement/groupPolicyConfigurations';
    const client = clientOf(tenant.graph.baseUrl, tenant.direct);
    const left = async (): Promise<readonly unknown[]> => {
      const body = jsonOf(await client.send({ method: 'GET', path: set }));
      return isObject(body) && Array.isArray(body['value']) ? body['value'] : [];
    };
    for (const displayName of ['a', 'b', 'c'])
      await client.send({ method: 'POST', path: set, body: JSON.stringify({ displayName }) });
    const made = (await left()).map((entity) => `${set}/${isObject(entity) ? String(entity['id']) : ''}`);
    const folder = join(workspace.folder, 'reports/ledger');
    mkdirSync(folder, { recursive: true });
    const target = targetDigest(readSuite(environment).target, tenant.id);
    const lines = [
      { is: 'begin', run: '00000000dead', target, host: 'elsewhere', pid: 1 },
      ...made.map((path, at) => ({ is: 'made', key: `${at}`, path })),
    ];
    writeFileSync(join(folder, 'dead.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const running = workspace.start('sweep', [], environment);
    interrupt = () => running.kill(signal);
    const { code, stdout, stderr } = await running.ended;
    const [, looked = ''] =
      /^sweep: INTERRUPTED after ([12]) of 3 removals \(\w+\); sweep again for the rest$/m.exec(stdout) ?? [];
    expect(await left(), stdout + stderr).toHaveLength(3 - Number(looked));
    expect(code).toBe(signalCodes[signal]);
    expect(readdirSync(folder)).toEqual(['dead.jsonl']);
    interrupt = () => undefined;
    const again = await workspace.run('sweep', [], environment);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(await left()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    await client.close();
    await tenant.close();
  });
