import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageTable, withCoverage } from '../report/coverage.ts';
import type { Results } from '../report/results.ts';
import { exitCode, runCommand } from './command.ts';
import { writeGiven } from './givenFile.ts';
import { reports } from './reports.ts';
import { tellOfRuns } from './runLock.ts';
import { UsageError } from './usageError.ts';

const results = join(reports, 'results.json');

/** Prints which resource types and methods the last run judged, or writes it into a Markdown file that has a place for it. */
function coverage(file: string | undefined): number {
  tellOfRuns('coverage', [reports]);
  if (!existsSync(results)) throw new UsageError(`no ${results}; run npm run conformance first`);
  const table = coverageTable(JSON.parse(readFileSync(results, 'utf8')) as Results);
  if (file === undefined) {
    process.stdout.write(`${table}\n`);
    return exitCode.conformant;
  }
  if (!existsSync(file)) throw new UsageError(`${file} is no file`);
  const text = withCoverage(readFileSync(file, 'utf8'), table);
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
