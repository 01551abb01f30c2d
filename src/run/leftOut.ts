import type { Omission } from '../plan/omission.ts';
import type { PlannedCase } from '../plan/plan.ts';
import { skippedFor } from '../safety/skippedClaims.ts';
import type { Target } from '../settings/target.ts';
import type { Suite } from './suite.ts';

/** The claims of a case that a run does not ask, by id: those that the mode of writing leaves out on a tenant, and those that the target does not make. */
export function leftOut(
  planned: PlannedCase,
  {
    target,
    safety,
    api,
    capable,
  }: Pick<Suite, 'safety' | 'api' | 'capable'> & {
    readonly target: Pick<Target, 'live' | 'writes'>;
  },
): ReadonlyMap<string, Omission> {
  return new Map([
    ...(target.live ? skippedFor(planned, target.writes, safety, api) : []),
    ...(capable?.unclaimed(planned) ?? []),
  ]);
}
