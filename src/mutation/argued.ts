import type { Mutant, Trial } from './mutant.ts';

/**
 * Survivors that are no holes of the suite, and why: `equivalent` behave like the original, `undocumented` differ only
 * where no page promises anything. A mutant is known by its texts, not by its line.
 */
export interface Argued {
  readonly file: string;
  readonly function: string;
  readonly reason: 'equivalent' | 'undocumented';
  readonly because: string;
  readonly mutants: readonly Change[];
}

/** What a mutant changes, and the compiled line that it is in. */
export type Change = Pick<Mutant, 'operator' | 'original' | 'mutated' | 'code'>;

/** The entry that argues a mutant away. */
export function arguedBy(entries: readonly Argued[], mutant: Mutant): Argued | undefined {
  return entries.find((entry) => entry.mutants.some((change) => isOf(entry, change, mutant)));
}

/** A sentence for every entry that says nothing: about no mutant any more, or only about some that were killed. */
export function staleness(entries: readonly Argued[], mutants: readonly Mutant[], trials: readonly Trial[]): string[] {
  return entries.flatMap((entry) =>
    entry.mutants.flatMap((change) => {
      const name = `${entry.file}, ${entry.function}: ${change.original} → ${change.mutated} in "${change.code}"`;
      const about = (mutant: Mutant): boolean => isOf(entry, change, mutant);
      const all = mutants.filter(about);
      if (all.length === 0) return [`${name}: no such mutant; delete the entry`];
      const some = trials.filter(({ mutant }) => about(mutant));
      const isKilled = some.length === all.length && some.every(({ verdict }) => verdict.outcome === 'killed');
      return isKilled ? [`${name}: argued away, but killed; delete the entry`] : [];
    }),
  );
}

function isOf(entry: Argued, change: Change, mutant: Mutant): boolean {
  return (
    entry.file === mutant.file &&
    entry.function === mutant.function &&
    change.operator === mutant.operator &&
    change.original === mutant.original &&
    change.mutated === mutant.mutated &&
    change.code === mutant.code
  );
}
