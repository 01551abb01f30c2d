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

/** Where mutants are tried one trial after another; keeps a process as long as it may be used again. */
export class Bench {
  readonly #laboratory: Laboratory;
  readonly #silence: number;
  #child: SubjectProcess | undefined;

  constructor(laboratory: Laboratory, silence: number) {
    this.#laboratory = laboratory;
    this.#silence = silence;
  }

  /** Runs checks in their order with mutants in force, to the first that goes wrong. */
  async try(mutants: readonly number[], checks: readonly CheckPlace[]): Promise<Tried> {
    const { folder, subject, ownProcess } = this.#laboratory;
    if (ownProcess || !this.#child?.isAlive) {
      this.close();
      this.#child = new SubjectProcess(folder, subject, ownProcess ? mutants : []);
    }
    return triedOf(await this.#child.obey({ mutants, groups: grouped(checks), stop: true }, this.#silence), checks);
  }

  /** Ends the process. */
  close(): void {
    this.#child?.stop();
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
