import type { Api } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import type { Claim, ClaimKind } from './claim.ts';

/** A claim as a case has it. Its id is the name of the kind and it needs nothing, unless it says otherwise. */
export type ClaimDraft = Omit<Claim, 'id' | 'kind' | 'level' | 'needs'> & Partial<Pick<Claim, 'id' | 'needs'>>;

/** A kind of claim: `claims` gives what a case has of it, without what all claims of the kind have in common. */
interface KindDraft extends Omit<ClaimKind, 'claims'> {
  readonly claims: (documented: Case, api: Api) => readonly ClaimDraft[];
}

/** Makes a kind of claim. */
export function claimKind({ name, level, claims, check }: KindDraft): ClaimKind {
  return {
    name,
    level,
    claims: (documented, api) =>
      claims(documented, api).map((draft) => ({ id: name, kind: name, level, needs: [], ...draft })),
    check,
  };
}
