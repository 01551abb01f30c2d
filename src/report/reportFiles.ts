import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFile } from '../files/writeFile.ts';
import { annotations } from './annotations.ts';
import { ctrfReport } from './ctrf.ts';
import { jobSummary } from './jobSummary.ts';
import { junitXml } from './junit.ts';
import type { Results } from './results.ts';

/** Writes what other programs read of a run, beside its results: JUnit XML and CTRF. */
export function writeReports(folder: string, results: Results): void {
  writeFile(join(folder, 'junit.xml'), junitXml(results));
  writeFile(join(folder, 'ctrf.json'), `${JSON.stringify(ctrfReport(results), null, 2)}\n`);
}

/** Tells GitHub of a run, where it is the one that runs it: appends to the summary of the job, and gives the lines to be printed; `guarded` looks at it before. */
export function tellGitHub(
  results: Results,
  environment: Readonly<Record<string, string | undefined>>,
  guarded: (text: string) => string,
): string[] {
  const summary = environment['GITHUB_STEP_SUMMARY'];
  if (summary) appendFileSync(summary, guarded(jobSummary(results)));
  return environment['GITHUB_ACTIONS'] === 'true' ? annotations(results) : [];
}
