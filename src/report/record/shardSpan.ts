import type { MergedShard } from './results.ts';

/** When the first of some shards began, and how long it was from there to the end of the last. */
export function spanOf(
  shards: readonly Pick<MergedShard, 'startedAt' | 'milliseconds'>[],
): Pick<MergedShard, 'startedAt' | 'milliseconds'> {
  const starts = shards.map(({ startedAt }) => Date.parse(startedAt));
  const ends = shards.map(({ startedAt, milliseconds }) => Date.parse(startedAt) + milliseconds);
  const start = Math.min(...starts);
  return { startedAt: new Date(start).toISOString(), milliseconds: Math.max(...ends) - start };
}
