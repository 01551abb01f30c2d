import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

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
