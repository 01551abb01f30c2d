import type { Api } from './api.ts';
import type { Case } from './case.ts';
import type { Evidence, Gap } from './evidence.ts';
import type { JsonValue } from './json.ts';

/** How much a claim asks: what the page itself says, what its verbs mean, what Graph and OData agree on everywhere. */
export type Level = 'shape' | 'state' | 'protocol';

/** Where a claim comes from: a page of the documentation and a section of it, or a standard. */
export interface ClaimSource {
  readonly page: string;
  readonly section: string;
}

/**
 * One promise that can be kept or broken. `id` is unique within its case and stable; `text` is a sentence in the present
 * tense; `needs` are claims of the same case that must be kept for this one to be judged at all, `defersTo` those that are to
 * blame instead where they are broken.
 */
export interface Claim {
  readonly id: string;
  readonly kind: string;
  readonly level: Level;
  readonly text: string;
  readonly source: ClaimSource;
  readonly needs: readonly string[];
  readonly defersTo?: readonly string[];
  readonly property?: string;
  readonly template?: string;
}

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

/**
 * A kind of claim: which claims of it a case has, and whether evidence keeps one. Both are functions of values only.
 * `broken` are the claims of the case found broken before: what they are about is not blamed a second time.
 */
export interface ClaimKind {
  readonly name: string;
  readonly level: Level;
  claims(documented: Case, api: Api): readonly Claim[];
  check(claim: Claim, documented: Case, evidence: Evidence, api: Api, broken: ReadonlySet<string>): Finding;
}

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
