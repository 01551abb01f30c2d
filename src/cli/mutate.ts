import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownFolder } from '../files/ownFolder.ts';
import { type Argued, arguedBy, staleness } from '../mutation/argued.ts';
import { isTried, modes, type Subject } from '../mutation/modes.ts';
import type { Mutant, Trial } from '../mutation/mutant.ts';
import { describeScore, placeOf, recordOf } from '../mutation/record.ts';
import { sampleOf } from '../mutation/sample.ts';
import { scoreOf } from '../mutation/score.ts';
import { exitCode, runCommand } from './command.ts';
import { cleanRun, type Laboratory } from './mutation/cleanRun.ts';
import { type Copy, createCopy } from './mutation/copy.ts';
import { Trials } from './mutation/trials.ts';
import type { Values } from './option/arguments.ts';
import { orRefuse, writeGiven } from './option/fileOption.ts';
import { patternOf } from './option/pattern.ts';
import { UsageError } from './option/usageError.ts';

const command = {
  name: 'mutate',
  usage: `[--judges] [--file <regular expression>] [--sample <number> [--seed <text>]]
  makes the mock wrong in every small way and runs the plan against it; --judges makes the judges wrong and runs the self-tests`,
  options: {
    judges: { type: 'boolean' },
    file: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
  },
} as const;

/** After how many settled mutants a line says so. */
const step = 250;

const root = fileURLToPath(new URL('../../', import.meta.url));
const arguedFile = join(root, 'src/mutation/argued.json');

/** The groups of checks that mutants are tried with: the plan, or the self-tests that can be. */
function groupsOf(subject: Subject): string[] {
  if (subject === 'mock') return ['plan'];
  const folder = join(root, 'specs/selftest');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts') && isTried(name, readFileSync(join(folder, name), 'utf8')))
    .map((name) => name.replace(/\.ts$/, '.js'));
}

/** Tries mutants of the mock or of the judges, and prints which of them nothing tells from the original. */
async function mutate(values: Values<typeof command>): Promise<number> {
  const subject = values.judges === true ? 'judges' : 'mock';
  const size = values.sample === undefined ? undefined : Number(values.sample);
  if (size !== undefined && !(Number.isInteger(size) && size > 0))
    throw new UsageError(`--sample ${values.sample} is no number of mutants; it must be a whole number of at least 1`);
  const pattern = patternOf(values.file ?? '', '--file');
  const copy = createCopy(root, (file) => modes[subject].sources.test(file));
  const stop = (): never => {
    copy.remove();
    process.exit(exitCode.inconclusive);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const inFiles = copy.mutants.filter(({ file }) => pattern.test(file));
    if (inFiles.length === 0)
      throw new UsageError(
        `--file "${values.file}" names no mutated file; it is matched with paths such as ${copy.mutants[0]?.file}`,
      );
    const chosen = size === undefined ? inFiles : sampleOf(inFiles, size, values.seed ?? 'mutation');
    return await run(copy, subject, chosen);
  } finally {
    copy.remove();
  }
}

async function run(copy: Copy, subject: Subject, chosen: readonly Mutant[]): Promise<number> {
  const { ownProcess, goal } = modes[subject];
  const laboratory: Laboratory = { folder: copy.folder, subject, groups: groupsOf(subject), ownProcess };
  const argued = readArgued();
  const { words: clean, wrong } = await cleanRun(laboratory);
  for (const sentence of wrong) process.stdout.write(`${sentence}\n`);
  const fast = laboratory.groups.toSorted((one, other) => durationOf(clean, one) - durationOf(clean, other));
  process.stdout.write(`${chosen.length} of ${copy.mutants.length} mutants of the ${subject}\n`);
  let settled = 0;
  const onTrial = (trial: Trial): void => {
    settled += 1;
    tell(trial, argued);
    if (settled % step === 0) process.stdout.write(`${settled} of ${chosen.length} settled\n`);
  };
  const trials = await new Trials({ ...laboratory, groups: fast }, clean, onTrial).run(chosen);
  const isArgued = ({ mutant }: Trial): boolean => arguedBy(argued, mutant) !== undefined;
  const score = scoreOf(trials, isArgued);
  const about = argued.filter(({ file }) => modes[subject].sources.test(file));
  const stale = staleness(about, copy.mutants, trials);
  for (const sentence of stale) process.stdout.write(`${sentence}\n`);
  process.stdout.write(`${describeScore(score)}; the goal is ${goal} %\n`);
  write({ subject, chosen: chosen.length, all: copy.mutants.length, goal, score, stale }, trials, argued);
  return wrong.length === 0 && stale.length === 0 && score.percent >= goal
    ? exitCode.conformant
    : exitCode.notConformant;
}

function durationOf(clean: readonly { readonly group: string; readonly ms: number }[], name: string): number {
  return clean.reduce((sum, { group, ms }) => (group === name ? sum + ms : sum), 0);
}

/** Says at once what survived, since a whole run takes long. */
function tell({ mutant, verdict }: Trial, argued: readonly Argued[]): void {
  if (verdict.outcome !== 'survived' || arguedBy(argued, mutant)) return;
  process.stdout.write(`survived: ${placeOf(mutant)}\n`);
}

function readArgued(): Argued[] {
  if (!existsSync(arguedFile)) return [];
  return (JSON.parse(readFileSync(arguedFile, 'utf8')) as { argued: Argued[] }).argued;
}

function write(head: object, trials: readonly Trial[], argued: readonly Argued[]): void {
  const folder = join(root, 'reports');
  orRefuse(folder, () => ownFolder(folder));
  const mutants = trials.map((trial) => recordOf(trial, arguedBy(argued, trial.mutant)));
  writeGiven(join(folder, 'mutants.json'), `${JSON.stringify({ ...head, mutants }, null, 2)}\n`);
}

await runCommand(command, mutate);
