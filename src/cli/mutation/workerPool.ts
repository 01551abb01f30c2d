import type { CheckPlace } from '../../mutation/coverage.ts';
import type { Verdict } from '../../mutation/mutant.ts';
import type { Group } from '../../mutation/protocol.ts';
import type { Laboratory } from './cleanRun.ts';
import { type Obeyed, SubjectProcess } from './subjectProcess.ts';

/** How checks of mutants went: which passed, and what the first that did not came to. */
export interface Tried {
  readonly passed: readonly CheckPlace[];
  readonly wrong?: CheckPlace;
  readonly verdict: Verdict;
}

/** After how many milliseconds without a word a process that runs quick checks is taken to hang. */
const warmSilence = 5000;

/** Where mutants are tried one trial after another; keeps a process as long as it may be used again. */
export class Bench {
  readonly #laboratory: Laboratory;
  readonly #silence: number;
  #child: SubjectProcess | undefined;
  #warm: SubjectProcess | undefined;

  constructor(laboratory: Laboratory, silence: number) {
    this.#laboratory = laboratory;
    this.#silence = silence;
  }

  /** Runs checks in their order with mutants in force, to the first that goes wrong. */
  async try(mutants: readonly number[], checks: readonly CheckPlace[]): Promise<Tried> {
    const { folder, subject, ownProcess } = this.#laboratory;
    if (ownProcess || !this.#child?.isAlive) {
      this.#child?.stop();
      this.#child = new SubjectProcess(folder, subject, ownProcess ? mutants : []);
    }
    return triedOf(await this.#child.obey({ mutants, groups: grouped(checks), stop: true }, this.#silence), checks);
  }

  /**
   * Runs checks with a mutant in force in a process that goes on, in which all was loaded without it. What goes wrong there
   * counts only where it goes right again without the mutant; undefined where nothing did that counts.
   */
  async tryWarm(mutant: number, checks: readonly CheckPlace[]): Promise<Tried | undefined> {
    const { folder, subject } = this.#laboratory;
    if (!this.#warm?.isAlive) this.#warm = new SubjectProcess(folder, subject, []);
    const child = this.#warm;
    const run = async (mutants: readonly number[], groups: Group[]): Promise<Obeyed> =>
      child.obey({ mutants, groups, stop: true }, warmSilence);
    await run(
      [],
      grouped(checks).map(({ name }) => ({ name, checks: [] })),
    );
    const tried = triedOf(await run([mutant], grouped(checks)), checks);
    if (!tried.wrong && child.isAlive) return undefined;
    const again = tried.wrong && child.isAlive ? await run([], grouped([tried.wrong])) : undefined;
    if (again?.end === 'done' && again.words.every(({ wrong }) => wrong === undefined)) return tried;
    child.stop();
    return undefined;
  }

  /** Ends the processes. */
  close(): void {
    this.#child?.stop();
    this.#warm?.stop();
  }
}

/** Checks as an order names them: those of one group that follow each other are together. */
function grouped(checks: readonly CheckPlace[]): Group[] {
  const groups: { name: string; checks: string[] }[] = [];
  for (const { group, check } of checks) {
    const last = groups.at(-1);
    if (last?.name === group) last.checks.push(check);
    else groups.push({ name: group, checks: [check] });
  }
  return groups;
}

function triedOf({ words, end }: Obeyed, checks: readonly CheckPlace[]): Tried {
  const run = words.filter(({ check, wrong }) => check !== undefined && wrong === undefined).length;
  const passed = checks.slice(0, run);
  const how = words.at(-1)?.wrong ?? (end === 'crash' ? 'the process died' : undefined);
  if (end === 'done' && how === undefined) return { passed, verdict: { outcome: 'survived', tried: run } };
  const wrong = checks[run] ?? { group: '', check: 'the end' };
  const by =
    words.at(-1)?.wrong !== undefined && words.at(-1)?.check === undefined ? `loading ${wrong.group}` : wrong.check;
  return { passed, wrong, verdict: how === undefined ? { outcome: 'timeout', by } : { outcome: 'killed', by, how } };
}
