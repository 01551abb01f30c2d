import type { Mutant } from './mutant.ts';

/** Remembers which check told which mutants, to try first what told mutants of the same place. */
export class Experience {
  readonly #kills = new Map<string, number>();

  /** Notes that a check told a mutant from the original. */
  killed(mutant: Mutant, check: string): void {
    for (const key of keysOf(mutant, check)) this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
  }

  /** Checks in the order in which they are tried on a mutant: those that told most at the same function, then file, then at all. */
  sort<Check>(mutant: Mutant, checks: readonly Check[], nameOf: (check: Check) => string): Check[] {
    const weighed = checks.map((check) => {
      const [atFunction = 0, inFile = 0, ever = 0] = keysOf(mutant, nameOf(check)).map(
        (key) => this.#kills.get(key) ?? 0,
      );
      return { check, weight: atFunction * 1e6 + inFile * 1e3 + ever };
    });
    return weighed.toSorted((one, other) => other.weight - one.weight).map(({ check }) => check);
  }
}

function keysOf({ file, function: name }: Mutant, check: string): [string, string, string] {
  return [`${file} ${name} ${check}`, `${file} ${check}`, check];
}
