import { parseArgs } from 'node:util';
import { compare as compareResults, type Outcome } from '../report/compare.ts';
import { comparisonMarkdown, comparisonText } from '../report/compareText.ts';
import { exitCode, runCommand, UsageError } from './command.ts';
import { writeGiven } from './givenFile.ts';
import { resultsIn } from './resultsFile.ts';

const usage =
  'usage: npm run compare -- <A/results.json> <B/results.json> [--json <file>] [--markdown <file>]; A is the measure';

const codes: Readonly<Record<Outcome, number>> = {
  'same or better': exitCode.conformant,
  worse: exitCode.notConformant,
  undecided: exitCode.inconclusive,
};

/** Tells what changed from one run to another, or where a mock and the live service part; the exit code judges B by A. */
async function compare(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, markdown: { type: 'string' } },
  });
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0) throw new UsageError(usage);
  const comparison = compareResults(resultsIn(a), resultsIn(b));
  if (values.json !== undefined) writeGiven(values.json, `${JSON.stringify(comparison, null, 2)}\n`);
  if (values.markdown !== undefined) writeGiven(values.markdown, comparisonMarkdown(comparison));
  process.stdout.write(comparisonText(comparison));
  return codes[comparison.outcome];
}

await runCommand('compare', compare);
