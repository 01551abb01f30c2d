import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import type { Workspace } from '../../src/bench/workspace.ts';

test.setTimeout(180_000);

const selection = ['--grep', '@groupPolicyOperation'];
const shards = 3;

/** How long each case of the last run took, for cases that ran. */
function times(workspace: Workspace): Record<string, number> {
  return Object.fromEntries(
    workspace.results().cases.flatMap(({ id, milliseconds: took }) => (took === undefined ? [] : [[id, took]])),
  );
}

/** The verdicts of the last run by case. */
function verdicts(workspace: Workspace): Record<string, unknown> {
  return Object.fromEntries(workspace.results().cases.map(({ id, claims, requests }) => [id, { claims, requests }]));
}

test('shards, merged, give the verdicts of one run; a missing shard is missed', async ({ workspace }) => {
  expect(await workspace.run('conformance', selection)).toMatchObject({ code: 0 });
  const whole = verdicts(workspace);

  const blobs = join(workspace.folder, 'blobs');
  mkdirSync(blobs);
  const took: Record<string, number>[] = [];
  for (let shard = 1; shard <= shards; shard += 1) {
    const ended = await workspace.run('conformance', [...selection, `--shard=${shard}/${shards}`]);
    expect(ended, ended.stdout).toMatchObject({ code: 0 });
    expect(workspace.results().plan.cases).toBeLessThan(Object.keys(whole).length);
    took.push(times(workspace));
    const from = join(workspace.folder, 'reports/blob-report');
    for (const name of readdirSync(from)) copyFileSync(join(from, name), join(blobs, name));
  }
  const merged = await workspace.run('merge', ['blobs']);
  expect(merged, merged.stdout).toMatchObject({ code: 0 });
  expect(verdicts(workspace)).toEqual(whole);
  expect(Object.keys(whole)).toEqual(Object.keys(times(workspace)));
  expect(times(workspace)).toEqual(Object.assign({}, ...took));

  rmSync(join(blobs, readdirSync(blobs).find((name) => name.endsWith('-2.zip')) ?? ''));
  const partial = await workspace.run('merge', ['blobs']);
  expect(partial, partial.stdout).toMatchObject({ code: 2 });
  expect(partial.stdout).toContain('the shard that was to run it is missing');
  const { conformant, plan } = workspace.results();
  expect({ conformant, cases: plan.cases }).toEqual({ conformant: false, cases: Object.keys(whole).length });
  expect(times(workspace)).toEqual({ ...took[0], ...took[2] });
});

test('an empty shard is not conformant', async ({ workspace }) => {
  const { code, stdout } = await workspace.run('conformance', [
    '--grep',
    'Create groupPolicyOperation POST',
    '--shard=3/3',
  ]);
  expect(stdout).toContain('INCONCLUSIVE: no case was planned');
  expect(code).toBe(2);
});

test('what is no folder of blobs is refused', async ({ workspace }) => {
  expect(await workspace.run('merge', [])).toMatchObject({ code: 64 });
  expect(await workspace.run('merge', ['nowhere'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('nowhere is no folder'),
  });
  expect(await workspace.run('merge', ['specs'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('no blob of a shard in specs'),
  });
});
