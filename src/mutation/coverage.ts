import type { Word } from './protocol.ts';

/** A check by its group and name. */
export interface CheckPlace {
  readonly group: string;
  readonly check: string;
}

/** Which checks come across which mutants, as a run without any mutant in force showed. */
export class Coverage {
  readonly #checks: readonly (CheckPlace & {
    readonly ms: number;
    readonly own: ReadonlySet<number>;
    readonly reached: ReadonlySet<number>;
  })[];

  /** Takes what was said of all groups, and their order. A mutant that loading a group comes across is reached by all its checks. */
  constructor(words: readonly Word[], groups: readonly string[]) {
    this.#checks = groups.flatMap((group) => {
      const own = words.filter((word) => word.group === group);
      const atLoad = own.flatMap(({ check, reached }) => (check === undefined ? reached : []));
      return own.flatMap(({ check, ms, reached }) =>
        check === undefined
          ? []
          : [{ group, check, ms, own: new Set(reached), reached: new Set([...atLoad, ...reached]) }],
      );
    });
  }

  /** The checks that come across a mutant. */
  reaching(mutant: number): CheckPlace[] {
    return this.union([mutant]);
  }

  /** The checks that come across a mutant while they run, and not only while they are loaded, and take some milliseconds at most. */
  quick(mutant: number, most: number): CheckPlace[] {
    return this.#checks
      .filter(({ own, ms }) => own.has(mutant) && ms <= most)
      .map(({ group, check }) => ({ group, check }));
  }

  /** The checks that come across any of some mutants. */
  union(mutants: readonly number[]): CheckPlace[] {
    return this.#checks
      .filter(({ reached }) => mutants.some((mutant) => reached.has(mutant)))
      .map(({ group, check }) => ({ group, check }));
  }
}
