import type { Evidence } from '../evidence/evidence.ts';
import type { Api } from '../model/api.ts';
import type { Omission } from '../plan/omission.ts';
import type { PlannedCase } from '../plan/plan.ts';
import { check } from './check.ts';

/**
 * The claims of a case that cannot be asked because the target holds nothing to look at and the mode of writing makes
 * nothing, each with what is missing. `isAsked` tells which claims nothing else leaves out.
 */
export function absences(
  { documented, claims }: PlannedCase,
  evidence: Evidence,
  api: Api,
  mode: string,
  isAsked: (id: string) => boolean,
): Map<string, Omission> {
  const checked = check(
    documented,
    evidence,
    api,
    claims.filter(({ id }) => isAsked(id)),
  );
  return new Map(
    checked.flatMap(({ claim: { id }, finding }) =>
      finding.outcome === 'open' && finding.absent
        ? [[id, { cause: { by: 'absence', mode }, what: finding.reason }] as const]
        : [],
    ),
  );
}
