import type { Deviations } from '../judge/deviation.ts';
import type { Api } from '../model/api.ts';
import type { Level } from '../model/level.ts';
import { plan } from '../plan/plan.ts';

/** A deviation may be recorded at a claim of any level, also of one that a run is not asked for. */
const allLevels: readonly Level[] = ['shape', 'state', 'protocol'];

/** A sentence for every deviation that keeps a run from beginning. */
export function deviationProblems(deviations: Deviations, api: Api): string[] {
  const places = plan(api, allLevels).flatMap(({ documented, claims }) =>
    claims.map((claim) => ({ contract: documented.contract.id, claim: claim.id })),
  );
  return deviations.problems(places);
}
