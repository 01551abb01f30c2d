import { check } from '../../judge/check.ts';
import type { Deviations } from '../../judge/deviation.ts';
import { driftIn } from '../../judge/drift.ts';
import type { Policies } from '../../judge/policy.ts';
import { judge, type Verdict, withSkipped } from '../../judge/verdict.ts';
import type { Api } from '../../model/api.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import type { Recorded } from './evidenceFile.ts';
import { type CaseReport, recordOf, repeatedIn } from './results.ts';
import { sentRequest } from './sentRequest.ts';

/** By what evidence is judged. */
export interface Judgement {
  readonly api: Api;
  readonly policies: Policies;
  readonly deviations: Deviations;
}

/** What follows from recorded evidence and nothing else: the verdicts of a case, and what is reported of it. */
export function derive(
  { documented, claims }: PlannedCase,
  { id, evidence, exchanges, leftovers, skipped, stopped, baseUrl }: Recorded,
  { api, policies, deviations }: Judgement,
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
