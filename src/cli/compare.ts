import { dirname } from 'node:path';
import { compare as compareResults, type Outcome } from '../report/compare/compare.ts';
import { comparisonMarkdown, comparisonText } from '../report/compare/compareText.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { writeGiven } from './option/fileOption.ts';
import { tellOfRuns } from './process/runLock.ts';
import { resultsIn } from './run/resultsFile.ts';

const command = {
  name: 'compare',
  usage: '<A/results.json> <B/results.json> [--json <file>] [--markdown <file>]; A is the measure',
  options: { json: { type: 'string' }, markdown: { type: 'string' } },
  operands: { least: 2, most: 2 },
} as const;

const codes: Readonly<Record<Outcome, number>> = {
  'same or better': exitCode.conformant,
  worse: exitCode.notConformant,
  undecided: exitCode.inconclusive,
};

/** Tells what changed from one run to another, or where a mock and the live service part; the exit code judges B by A. */
function compare(values: Values<typeof command>, [a = '', b = '']: readonly string[]): number {
  tellOfRuns('compare', [a, b].map(dirname));
  const comparison = compareResults(resultsIn(a), resultsIn(b));
  if (values.json !== undefined) writeGiven(values.json, `${JSON.stringify(comparison, null, 2)}\n`);
  if (values.markdown !== undefined) writeGiven(values.markdown, comparisonMarkdown(comparison));
  process.stdout.write(comparisonText(comparison));
  return codes[comparison.outcome];
}

await runCommand(command, compare);
