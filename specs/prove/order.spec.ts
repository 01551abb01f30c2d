import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import type { Workspace } from '../../src/bench/workspace.ts';
import { lastingText } from '../../src/report/record/unstableFields.ts';

test.setTimeout(1_800_000);
test.describe.configure({ mode: 'serial' });

/** Whole runs: with how many workers, and by which seed the cases are shuffled; none leaves them in their order. */
const runs: readonly { readonly workers: number; readonly shuffle?: number }[] = [
  { workers: 2 },
  { workers: 1, shuffle: 1 },
  { workers: 4, shuffle: 2 },
];

/** Puts the cases of a workspace into another order. */
function shuffle({ folder }: Workspace, seed: number): void {
  const file = join(folder, 'fixtures/plan.ts');
  writeFileSync(
    file,
    `import { createHash } from 'node:crypto';
import { readSuite } from '../src/run/suite.ts';
const keyOf = (id: string): string => createHash('sha256').update('${seed}' + id).digest('hex');
export const plan = readSuite(process.env).plan.toSorted((one, other) =>
  keyOf(one.documented.id) < keyOf(other.documented.id) ? -1 : 1,
);
`,
  );
}

test('whole runs, one after the other, in any order and with any number of workers, give the same results', async ({
  workspace,
}) => {
  const rounds = Number(process.env['GPCONF_ROUNDS'] ?? '1');
  const seen: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { workers, shuffle: seed } of runs) {
      if (seed !== undefined) shuffle(workspace, seed + round);
      const ended = await workspace.run('conformance', [`--workers=${workers}`]);
      expect(ended, ended.stdout.slice(-2000)).toMatchObject({ code: 0 });
      seen.push(lastingText(readFileSync(join(workspace.folder, 'reports/results.json'), 'utf8')));
    }
  }
  expect(new Set(seen).size, `${seen.length} runs`).toBe(1);
  expect(seen[0]?.length).toBeGreaterThan(1_000_000);
});
