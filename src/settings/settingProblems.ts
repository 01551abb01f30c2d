import { SettingError, type SettingProblem } from './setting.ts';

/** Collects what is wrong or missing while settings are read, so that all of it can be told at once, and each only once. */
export class SettingProblems {
  readonly #bySentence = new Map<string, SettingProblem>();

  /** The problems, in the order in which they were found. */
  get found(): readonly SettingProblem[] {
    return [...this.#bySentence.values()];
  }

  /** Adds problems to those that were found. */
  add(problems: readonly SettingProblem[]): void {
    for (const problem of problems)
      if (!this.#bySentence.has(problem.sentence)) this.#bySentence.set(problem.sentence, problem);
  }

  /** The value that reading gives; undefined if a `SettingError` came instead, whose problems are added. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      this.add(error.problems);
      return undefined;
    }
  }
}
