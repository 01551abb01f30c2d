import type { BlockingClass } from '../evidence/blocking.ts';
import type { Level } from '../model/level.ts';
import type { Cause } from '../plan/omission.ts';
import type { Excerpt } from './excerpt.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** A verdict as it is recorded: the claim's own words with what it came to. */
export interface ClaimRecord {
  readonly id: string;
  readonly level: Level;
  readonly text: string;
  readonly verdict: Outcome;
  readonly expected?: string;
  readonly received?: string;
  readonly pointer?: string;
  /** The part of an answer that shows that it is broken. */
  readonly excerpt?: Excerpt;
  readonly reason?: string;
  readonly blockedBy?: string;
  /** What kept the claim from being judged. */
  readonly class?: BlockingClass;
  /** For `skipped`: what left it out. */
  readonly notAsked?: Cause;
  /** The policy that let a broken promise pass with a warning. */
  readonly warning?: string;
  readonly source: { readonly page: string; readonly section: string };
}

/** A verdict in the words of the results. */
export function recordOf({ claim: { id, level, text, source }, outcome, ...evidence }: Verdict): ClaimRecord {
  return { id, level, text, verdict: outcome, ...evidence, source };
}
