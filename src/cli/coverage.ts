import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { coverageTable, withCoverage } from '../report/console/coverage.ts';
import { exitCode, runCommand } from './command.ts';
import { readGiven, writeGiven } from './option/fileOption.ts';
import { UsageError } from './option/usageError.ts';
import { tellOfRuns } from './process/runLock.ts';
import { reports } from './run/reports.ts';
import { resultsIn } from './run/resultsFile.ts';

const results = join(reports, 'results.json');
/** No page of a documentation is larger. */
const mostBytes = 4 * 1024 * 1024;

/** Prints which resource types and methods the last run judged, or writes it into a Markdown file that has a place for it. */
function coverage(file: string | undefined): number {
  tellOfRuns('coverage', [reports]);
  if (!existsSync(results)) throw new UsageError(`no ${results}; run npm run conformance first`);
  const table = coverageTable(resultsIn(results));
  if (file === undefined) {
    process.stdout.write(`${table}\n`);
    return exitCode.conformant;
  }
  const text = withCoverage(readGiven(file, mostBytes), table);
  if (text === undefined)
    throw new UsageError(`${file} has no place for the table: two comments, coverage and /coverage`);
  writeGiven(file, text);
  return exitCode.conformant;
}

await runCommand(
  {
    name: 'coverage',
    usage: '[<Markdown file>]; prints which resource types and methods the last run judged, or writes it into the file',
    options: {},
    operands: { least: 0, most: 1 },
  },
  (_values, [file]) => coverage(file),
);
