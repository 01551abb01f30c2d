import type { CaseReport } from '../../judge/caseReport.ts';
import { type ClaimRecord, recordOf } from '../../judge/claimRecord.ts';
import { merge } from '../../judge/drift.ts';
import { type Outcome, worstOf } from '../../judge/verdict.ts';
import { type Cause, isChosen, type Omission, reasonOf } from '../../plan/omission.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import type { MissingShards } from './missingShards.ts';
import { nothingJudgedIn } from './nothingJudged.ts';
import type { CaseRecord, Interruption, Results, RunInfo } from './results.ts';
import type { Review } from './reviews.ts';
import { decide, describeReason, reasonsOfRun } from './runReasons.ts';
import { countClasses, countNotAsked, countOutcomes, numbersOf } from './totals.ts';

/** What a run came to beside its cases: that a signal ended it, what went wrong, in sentences, and which deviations are to be reviewed. */
export interface Beside {
  readonly signal?: string;
  readonly reviews?: readonly Review[];
  readonly troubles?: readonly string[];
}

/** Why no worker reported a case: a sentence that says how its test failed, or what kept it from being run at all. */
export type Unreported = string | Omission;

/**
 * The results of a run. The plan is closed: every planned claim gets a verdict; one that no worker reported, although its
 * case was run, is our own error. `problems` are by case id why its test gave no report; `times` are by case id how many
 * milliseconds its test took.
 */
export function buildResults(
  plan: readonly PlannedCase[],
  reports: ReadonlyMap<string, CaseReport>,
  problems: ReadonlyMap<string, Unreported>,
  beside: Beside,
  info: RunInfo,
  times: ReadonlyMap<string, number> = new Map(),
): Results {
  const cases = plan.map((planned) => {
    const { id } = planned.documented;
    return caseRecord(planned, reports.get(id), problems.get(id), times.get(id));
  });
  return {
    $schema: '../contracts/results.schema.json',
    ...info,
    ...sumUp(cases, beside),
    drift: merge([...reports.values()].map(({ drift }) => drift)),
    cases,
  };
}

/** What cases and what went on beside them come to: numbers, decision, and everything that stands against conformance. */
export function sumUp(
  cases: readonly CaseRecord[],
  beside: Beside,
): Omit<Results, keyof RunInfo | '$schema' | 'drift' | 'cases'> {
  const records = cases.flatMap((record) => record.claims);
  const claims = countOutcomes(records.map(({ verdict }) => verdict));
  const numbers = numbersOf(claims);
  const notAsked = countNotAsked(records);
  const classes = countClasses(records);
  const { troubles = [], reviews = [] } = beside;
  const interrupted = interruptionOf(cases, beside.signal);
  const nothingJudged = interrupted ? undefined : nothingJudgedIn(records);
  const missing = missingIn(cases);
  const against = reasonsOfRun({
    numbers,
    claims,
    classes,
    notAsked,
    blocked: records.filter(({ blockedBy }) => blockedBy !== undefined).length,
    troubles,
    ...(missing && { missing }),
    ...(interrupted && { interrupted }),
    ...(nothingJudged && { nothingJudged }),
  });
  const decision = decide(against);
  return {
    plan: { cases: cases.length, claims: numbers.planned },
    totals: {
      ...numbers,
      cases: countOutcomes(cases.map(({ verdict }) => verdict)),
      claims,
      classes,
      unclaimed: records.filter((claim) => claim.notAsked?.by === 'capabilities').length,
      notAsked,
    },
    conformant: decision === 'conformant',
    decision,
    reasons: against.map((reason) => describeReason(reason)),
    ...(interrupted && { interrupted }),
    ...(nothingJudged && { nothingJudged }),
    ...(reviews.length > 0 ? { reviews } : {}),
    ...(troubles.length > 0 ? { troubles } : {}),
  };
}

/** A case as the results have it, by what a worker reported of it; `problem` is why there is no report. */
export function caseRecord(
  { documented, claims, titles }: PlannedCase,
  report: CaseReport | undefined,
  problem?: Unreported,
  milliseconds?: number,
): CaseRecord {
  const { id, kind, contract, path, resource } = documented;
  const reported = new Map(report?.claims.map((claim) => [claim.id, claim]));
  const missing =
    problem ?? (report?.requests === 0 ? 'a verdict was reported without any request' : 'no verdict was reported');
  /** Without a request nothing can have been kept or broken. */
  const seen = (claim: ClaimRecord | undefined): ClaimRecord | undefined =>
    report?.requests === 0 && claim?.verdict !== 'inconclusive' && claim?.verdict !== 'skipped' ? undefined : claim;
  const records = claims.map((claim) => seen(reported.get(claim.id)) ?? recordOf({ claim, ...unreported(missing) }));
  return {
    id,
    title: titles.join(' › '),
    kind,
    contract: contract.id,
    resource,
    method: contract.request.method,
    path,
    documentation: contract.source.url,
    verdict: outcomeOf(records),
    ...(milliseconds === undefined ? {} : { milliseconds }),
    requests: report?.requests ?? 0,
    leftovers: report?.leftovers ?? [],
    repeated: report?.repeated ?? [],
    ...(report?.sent === undefined ? {} : { sent: report.sent }),
    claims: records,
  };
}

/** What a claim comes to that nobody reported: it was not asked if its case never ran, and else it is our own error. */
function unreported(why: Unreported): { outcome: Outcome; reason: string; notAsked?: Cause } {
  if (typeof why === 'string') return { outcome: 'error', reason: why };
  return { outcome: 'skipped', reason: reasonOf(why), notAsked: why.cause };
}

/** What a case came to: the worst of the claims that were asked; without any, it was skipped. */
export function outcomeOf(claims: readonly ClaimRecord[]): Outcome {
  const asked = claims.filter(({ verdict }) => verdict !== 'skipped');
  return worstOf((asked.length > 0 ? asked : claims).map(({ verdict }) => verdict));
}

/** What kept a case from being run, though nobody chose it. */
function unrunBy({ claims }: CaseRecord): Cause | undefined {
  return claims.map(({ notAsked }) => notAsked).find((cause) => cause && !isChosen(cause));
}

/** The shards that were to run cases and are missing. */
function missingIn(cases: readonly CaseRecord[]): (MissingShards & { cases: number }) | undefined {
  const causes = cases.flatMap((record) => unrunBy(record) ?? []);
  const found = causes.flatMap((cause) => (cause.by === 'shard' ? [cause] : []));
  const [first] = found;
  return first && { missing: first.missing, of: first.of, cases: found.length };
}

/** That a signal ended the run, as it was told, or as its cases show. */
function interruptionOf(cases: readonly CaseRecord[], told: string | undefined): Interruption | undefined {
  const causes = cases.flatMap((record) => unrunBy(record) ?? []);
  const signals = causes.flatMap((cause) => (cause.by === 'signal' ? [cause.signal] : []));
  const signal = told ?? signals[0];
  return signal === undefined ? undefined : { signal, cases: cases.length - signals.length, of: cases.length };
}
