import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkBlobs } from './blobs.ts';
import { runCommand } from './command.ts';
import { prepareEnvironment } from './environment.ts';
import type { Interruption } from './interruption.ts';
import { judgedRun } from './judgedRun.ts';
import { lockReports, reports } from './reports.ts';
import { checkTemporary } from './temporary.ts';

/** Merges the shards of a run, which left their blobs in one folder, and judges them as one run. */
async function merge(folder: string, interruption: Interruption): Promise<number> {
  prepareEnvironment();
  checkBlobs(folder);
  checkTemporary();
  const lock = lockReports('merge');
  try {
    rmSync(join(reports, 'results.json'), { force: true });
    return await judgedRun({ name: 'merge', args: ['merge-reports', folder], interruption, lock });
  } finally {
    lock.release();
  }
}

await runCommand(
  {
    name: 'merge',
    usage: '<folder that holds the report-….zip of every shard>',
    options: {},
    operands: { least: 1, most: 1 },
  },
  (_values, [folder = ''], interruption) => merge(folder, interruption),
);
