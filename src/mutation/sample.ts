import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';

/** A random choice of mutants that a seed makes again, in the order of the source. */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: string): Mutant[] {
  const rank = ({ id }: Mutant): string => createHash('sha256').update(`${seed}/${id}`).digest('hex');
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(mutant) }));
  return ranked
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant)
    .toSorted((one, other) => one.id - other.id);
}
