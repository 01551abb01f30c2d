import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { RightAnswer } from '../../../src/tenant/front.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

const throttled: RightAnswer = { status: 429, headers: { 'retry-after': '99' }, body: '' };

test('a conformant run whose removals succeeded and could not be looked after ends well, says so, and a sweep looks again', async ({
  workspace,
}) => {
  const deleted = new Set<string>();
  let isThrottling = true;
  const tenant = await startTenant({
    proof: 'client-secret',
    front: {
      refuse: ({ method, path }) => {
        if (method === 'GET' && isThrottling && deleted.has(path)) return throttled;
        if (method === 'DELETE') deleted.add(path);
        return undefined;
      },
    },
  });
  const ledger = join(workspace.folder, 'reports/ledger');
  const left = (): readonly string[] => (existsSync(ledger) ? readdirSync(ledger) : []);
  const ended = await workspace.run('conformance', ['--only', 'groupPolicyConfiguration/get#1'], tenant.environment);
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(ended.stdout).toMatch(/\nMade by this run and removed, but not seen to be gone \(\d+\):\n/);
  expect(ended.stdout).not.toContain('and not removed');
  expect(ended.stderr).toMatch(/not seen to be gone; npm run sweep looks again \(run [0-9a-f]{12}\)/);
  expect(left().length).toBeGreaterThan(0);

  isThrottling = false;
  const swept = await workspace.run('sweep', [], tenant.environment);
  await tenant.close();
  expect(swept.stdout).toBe('sweep: 0 entities were left, 0 of them are removed\n');
  expect(swept.code).toBe(0);
  expect(left()).toEqual([]);
});
