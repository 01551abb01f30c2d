import type { Api } from '../model/api.ts';
import type { PlannedCase } from '../plan/plan.ts';
import type { CaseReport } from './caseReport.ts';
import { check } from './check.ts';
import { recordOf } from './claimRecord.ts';
import type { Deviations } from './deviation.ts';
import { driftIn } from './drift.ts';
import type { Policies } from './policy.ts';
import type { Recorded } from './recorded.ts';
import { repeatedIn } from './repeated.ts';
import { sentRequest } from './sentRequest.ts';
import { judge, type Verdict, withSkipped } from './verdict.ts';

/** What evidence is judged by. */
export interface Standards {
  readonly api: Api;
  readonly policies: Policies;
  readonly deviations: Deviations;
}

/** Judges a case by its recorded evidence and nothing else: the verdicts, and what is reported of the case. */
export function judgeCase(
  { documented, claims }: PlannedCase,
  { id, evidence, exchanges, leftovers, skipped, stopped, baseUrl }: Recorded,
  { api, policies, deviations }: Standards,
): { readonly verdicts: readonly Verdict[]; readonly report: CaseReport } {
  const omissions = new Map(Object.entries(skipped));
  const asked = claims.filter((claim) => !omissions.has(claim.id));
  const judged: readonly Verdict[] =
    stopped === undefined
      ? judge(
          check(documented, evidence, api, asked, policies),
          documented.contract.id,
          deviations,
          exchanges,
          evidence,
        )
      : asked.map((claim) => ({ claim, outcome: 'inconclusive', ...stopped }));
  const verdicts = withSkipped(claims, judged, omissions);
  const report = {
    id,
    claims: verdicts.map(recordOf),
    requests: exchanges.length,
    leftovers,
    repeated: repeatedIn(exchanges),
    ...sentRequest(verdicts, evidence, exchanges, baseUrl),
    drift: driftIn(api, exchanges),
  };
  return { verdicts, report };
}
