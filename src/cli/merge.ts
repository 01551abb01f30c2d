import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment } from '../graph/environment.ts';
import { runCommand, UsageError } from './command.ts';
import { judgeRun, reports, runPlaywright } from './playwright.ts';

const usage = 'usage: npm run merge -- <folder that holds the report-*.zip of every shard>';

/** Merges the shards of a run, which left their blobs in one folder, and judges them as one run. */
async function merge(args: string[]): Promise<number> {
  loadEnvironment();
  const [folder, ...more] = args;
  if (folder === undefined || more.length > 0) throw new UsageError(usage);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`${folder} is no folder\n${usage}`);
  if (!readdirSync(folder).some((name) => name.endsWith('.zip')))
    throw new UsageError(`no blob of a shard in ${folder}; expected report-….zip files\n${usage}`);
  rmSync(join(reports, 'results.json'), { force: true });
  return judgeRun('merge', await runPlaywright(['merge-reports', folder]));
}

await runCommand('merge', merge);
