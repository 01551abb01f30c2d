import type { Api } from './api.ts';
import type { Case } from './case.ts';
import type { Claim } from './claim.ts';
import { kindsOf } from './claims/kinds.ts';
import type { Level } from './level.ts';

/** The claims that a case has at some levels, in the order in which they are judged. */
export function claimsOf(documented: Case, api: Api, levels: readonly Level[]): Claim[] {
  return kindsOf[documented.kind]
    .filter((kind) => levels.includes(kind.level))
    .flatMap((kind) => kind.claims(documented, api));
}
