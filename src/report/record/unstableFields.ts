/**
 * The fields of results in which two runs of the same suite against the same server may differ: which run it was, when it
 * was and how long it took, of the run and of each of its cases. Their schema says so too, and nothing is judged by them.
 */
export const volatileFields = ['run', 'startedAt', 'milliseconds'] as const;

/** The name of a volatile field. */
export type VolatileField = (typeof volatileFields)[number];

const volatileLine = new RegExp(`^ *"(?:${volatileFields.join('|')})": .*\n`, 'gm');

/** The text of results without what is volatile; runs that repeat have the same, byte for byte. */
export function lastingText(results: string): string {
  return results.replaceAll(volatileLine, '');
}
