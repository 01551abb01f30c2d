import type { Evidence } from '../evidence/evidence.ts';
import type { Finding } from '../evidence/finding.ts';
import type { Api } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import type { Level } from '../model/level.ts';

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
 * A kind of claim: which claims of it a case has, and whether evidence keeps one. Both are functions of values only.
 * `broken` are the claims of the case found broken before: what they are about is not blamed a second time.
 */
export interface ClaimKind {
  readonly name: string;
  readonly level: Level;
  claims(documented: Case, api: Api): readonly Claim[];
  check(claim: Claim, documented: Case, evidence: Evidence, api: Api, broken: ReadonlySet<string>): Finding;
}
