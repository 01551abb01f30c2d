import type { Cause } from '../../plan/omission.ts';

/** The shards of a run that are missing, by their numbers. */
export type MissingShards = Pick<Extract<Cause, { by: 'shard' }>, 'missing' | 'of'>;

/** That shards are missing, in words: `shard 2 of 3 is missing`. */
export function describeMissing({ missing, of }: MissingShards): string {
  const [last, ...others] = missing.toReversed();
  if (others.length === 0) return `shard ${last} of ${of} is missing`;
  return `shards ${others.toReversed().join(', ')} and ${last} of ${of} are missing`;
}
