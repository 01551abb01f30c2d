import type { JsonValue } from '../value/json.ts';
import type { Gap } from './evidence.ts';

/**
 * What looking at the evidence gave: the promise was kept, broken, broken and let pass by a policy (which warns or not), or
 * could not be judged (`blockedBy`: while that claim is broken).
 */
export type Finding =
  | { readonly outcome: 'kept'; readonly note?: string }
  | {
      readonly outcome: 'broken';
      readonly expected: string;
      readonly received: string;
      readonly pointer?: string;
      readonly value?: JsonValue;
    }
  | {
      readonly outcome: 'tolerated';
      readonly policy: string;
      readonly warns: boolean;
      readonly expected: string;
      readonly received: string;
      readonly pointer?: string;
    }
  | { readonly outcome: 'open'; readonly reason: string; readonly absent?: true; readonly blockedBy?: string };

/** The promise was kept. */
export const kept: Finding = { outcome: 'kept' };

/** The promise was broken: what was due, what came, and where in the body. */
export function broken(expected: string, received: string, pointer?: string, value?: JsonValue): Finding {
  return {
    outcome: 'broken',
    expected,
    received,
    ...(pointer === undefined ? {} : { pointer }),
    ...(value === undefined ? {} : { value }),
  };
}

/** Nothing can be said: why, in a sentence or as the gap in the evidence. */
export function open(why: Gap): Finding {
  return { outcome: 'open', ...(typeof why === 'string' ? { reason: why } : why) };
}

/** The finding that counts among several: what is broken before what is open, what is open before what is kept. */
export function worst(findings: readonly Finding[]): Finding {
  const first = (outcome: Finding['outcome']): Finding | undefined => findings.find((one) => one.outcome === outcome);
  return first('broken') ?? first('open') ?? kept;
}
