import { counted } from '../report/counted.ts';
import { sanitise } from '../report/sanitise.ts';
import { verdictLines } from '../report/verdictLines.ts';
import { type Verified, verify as verifyRun } from '../report/verify.ts';
import { exitCode, runCommand } from './command.ts';
import { filesOf, verifier } from './runFolder.ts';
import { tellOfRuns } from './runLock.ts';

const mostProblems = 100;

/** Judges the recorded evidence of a run anew, and tells everything in its files that does not follow from it. */
function verify(folder: string): number {
  tellOfRuns('verify', [folder]);
  const { problems, verified } = verifyRun(filesOf(folder), verifier());
  for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`verify: ${oneLine(problem)}\n`);
  if (problems.length > mostProblems)
    process.stderr.write(`verify: … and ${problems.length - mostProblems} more problems\n`);
  if (problems.length > 0 || !verified) return exitCode.notConformant;
  process.stdout.write(`${linesOf(verified).map(oneLine).join('\n')}\n`);
  return exitCode.conformant;
}

/** What was judged anew, and the last word of the run itself. */
function linesOf({ rebuilt, exchanges, whole }: Verified): string[] {
  const { cases, plan } = rebuilt;
  const part = cases.length < whole.length ? `; ${cases.length} of ${whole.length} cases were selected` : '';
  return [
    `verified: ${counted(cases.length, 'case')} with ${counted(plan.claims, 'claim')}, judged anew from ${exchanges} recorded exchanges`,
    `${verdictLines(rebuilt).at(-1)}${part}`,
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
