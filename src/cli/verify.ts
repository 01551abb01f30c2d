import { verdictLines } from '../report/console/verdictLines.ts';
import { counted } from '../report/text/counted.ts';
import { type Verification, verify as verifyRun } from '../report/verify/verify.ts';
import { sanitise } from '../value/sanitise.ts';
import { exitCode, runCommand } from './command.ts';
import { tellOfRuns } from './process/runLock.ts';
import { filesOf, verifier } from './run/runFolder.ts';

const mostProblems = 100;

/** Judges the recorded evidence of a run anew, and tells everything in its files that does not follow from it. */
function verify(folder: string): number {
  tellOfRuns('verify', [folder]);
  const { problems, ...found } = verifyRun(filesOf(folder), verifier());
  for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`verify: ${oneLine(problem)}\n`);
  if (problems.length > mostProblems)
    process.stderr.write(`verify: … and ${problems.length - mostProblems} more problems\n`);
  if (problems.length > 0) return exitCode.notConformant;
  process.stdout.write(`${linesOf(found).map(oneLine).join('\n')}\n`);
  return exitCode.conformant;
}

/** What was judged anew, and the last word of the run itself. */
function linesOf({ verified, stopped }: Omit<Verification, 'problems'>): string[] {
  const found = verified ?? stopped;
  if (!found) throw new Error('neither a run nor a problem was found');
  const { cases, plan } = found.rebuilt;
  const anew = verified
    ? `judged anew from ${verified.exchanges} recorded exchanges`
    : 'none of them judged, for the run was stopped before its first case';
  const { length } = found.whole;
  const part = cases.length < length ? `; ${cases.length} of ${length} cases were selected` : '';
  return [
    `verified: ${counted(cases.length, 'case')} with ${counted(plan.claims, 'claim')}, ${anew}`,
    `${verdictLines(found.rebuilt).at(-1)}${part}`,
  ];
}

function oneLine(text: string): string {
  return sanitise(text.replaceAll(/\s+/g, ' '));
}

await runCommand(
  {
    name: 'verify',
    usage: '<folder of a run, such as reports/>',
    options: {},
    operands: { least: 1, most: 1 },
  },
  (_values, [folder = '']) => verify(folder),
);
