import { counted } from '../report/counted.ts';
import { verify as verifyRun } from '../report/verify.ts';
import { exitCode, runCommand } from './command.ts';
import { filesOf, verifier } from './runFolder.ts';
import { tellOfRuns } from './runLock.ts';

const mostProblems = 100;

/** Judges the recorded evidence of a run anew, and tells everything in its files that does not follow from it. */
function verify(folder: string): number {
  tellOfRuns('verify', [folder]);
  const { problems, cases, claims, exchanges, verdict } = verifyRun(filesOf(folder), verifier());
  for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`verify: ${problem}\n`);
  if (problems.length > mostProblems)
    process.stderr.write(`verify: … and ${problems.length - mostProblems} more problems\n`);
  if (problems.length > 0) return exitCode.notConformant;
  process.stdout.write(
    `verified: ${counted(cases, 'case')} with ${counted(claims, 'claim')}, judged anew from ${exchanges} recorded exchanges\n${verdict?.toUpperCase()}\n`,
  );
  return exitCode.conformant;
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
