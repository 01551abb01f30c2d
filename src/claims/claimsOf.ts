import type { Api } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import type { Level } from '../model/level.ts';
import type { Claim } from './claim.ts';
import { kindsOf } from './kinds.ts';

/** The claims that a case has at some levels, in the order in which they are judged. */
export function claimsOf(documented: Case, api: Api, levels: readonly Level[]): Claim[] {
  return kindsOf[documented.kind]
    .filter((kind) => levels.includes(kind.level))
    .flatMap((kind) => kind.claims(documented, api));
}
