import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFile } from '../files/writeFile.ts';
import { annotations } from './annotations.ts';
import { compare } from './compare.ts';
import { ctrfReport } from './ctrf.ts';
import { jobSummary } from './jobSummary.ts';
import { junitXml } from './junit.ts';
import type { Results } from './results.ts';

/** Writes what other programs read of a run, beside its results: JUnit XML and CTRF. */
export function writeReports(folder: string, results: Results): void {
  writeFile(join(folder, 'junit.xml'), junitXml(results));
  writeFile(join(folder, 'ctrf.json'), `${JSON.stringify(ctrfReport(results), null, 2)}\n`);
}

/**
 * Tells GitHub of a run, where it is the one that runs it: appends to the summary of the job, and gives the lines to be printed;
 * `guarded` looks at it before. With results of a run `before`, it tells what changed since. A shard has no lines of its own: what
 * is merged of all shards is told.
 */
export function tellGitHub(
  results: Results,
  environment: Readonly<Record<string, string | undefined>>,
  guarded: (text: string) => string,
  { before, isShard = false }: { readonly before?: Results | undefined; readonly isShard?: boolean } = {},
): string[] {
  const since = before && compare(before, results);
  const summary = environment['GITHUB_STEP_SUMMARY'];
  if (summary) appendFileSync(summary, guarded(jobSummary(results, since)));
  return environment['GITHUB_ACTIONS'] === 'true' && !isShard ? annotations(results, since) : [];
}
