import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare as compareResults, type Outcome } from '../report/compare.ts';
import { comparisonMarkdown, comparisonText } from '../report/compareText.ts';
import type { Results } from '../report/results.ts';
import { exitCode, runCommand, UsageError } from './command.ts';
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
  const comparison = compareResults(resultsOf(a), resultsOf(b));
  if (values.json !== undefined) write(values.json, `${JSON.stringify(comparison, null, 2)}\n`);
  if (values.markdown !== undefined) write(values.markdown, comparisonMarkdown(comparison));
  process.stdout.write(comparisonText(comparison));
  return codes[comparison.outcome];
}

function resultsOf(file: string): Results {
  try {
    return resultsIn(file);
  } catch (error) {
    throw error instanceof UsageError ? error : refusal(file, 'read', error);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw refusal(file, 'written', error);
  }
}

/** A file that cannot be read or written is wrong usage; any other error is the suite's own. */
function refusal(file: string, verb: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return error.code === 'ENOENT' && verb === 'read'
    ? new UsageError(`${file} is missing; ${usage}`)
    : new UsageError(`${file} cannot be ${verb} (${String(error.code)})`);
}

await runCommand('compare', compare);
