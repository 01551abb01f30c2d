import type { Cause } from '../../plan/omission.ts';
import { counted } from '../text/counted.ts';
import { describeMissing } from './missingShards.ts';
import type { NotAsked } from './totals.ts';

/** Why claims are not asked, in words that go on from `is not asked` or `are not asked`. */
const words: { readonly [By in Cause['by']]: (cause: Extract<Cause, { by: By }>) => string } = {
  writes: ({ mode }) => `while GRAPH_WRITES is ${mode}`,
  absence: () => 'because the tenant holds nothing to look at',
  capabilities: () => 'because the target does not claim them',
  safety: () => 'because only requests that pages document are sent to a tenant',
  signal: () => 'because the run was interrupted',
  shard: (cause) => `because ${describeMissing(cause)}`,
};

/** What left claims out, in a sentence without its end: `12 claims are not asked while GRAPH_WRITES is own, 3 because …`. */
export function notAskedWords(notAsked: readonly NotAsked[]): string {
  const counts = new Map<string, number>();
  for (const { cause, claims } of notAsked) counts.set(wordsOf(cause), (counts.get(wordsOf(cause)) ?? 0) + claims);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([why, claims], index) =>
      index === 0 ? `${counted(claims, 'claim')} ${claims === 1 ? 'is' : 'are'} not asked ${why}` : `${claims} ${why}`,
    )
    .join(', ');
}

function wordsOf<By extends Cause['by']>(cause: Extract<Cause, { by: By }>): string {
  const say = words[cause.by as By] as (one: typeof cause) => string;
  return say(cause);
}
