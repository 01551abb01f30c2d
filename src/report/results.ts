import { createHash } from 'node:crypto';
import type { CaseKind } from '../contract/case.ts';
import type { Level } from '../contract/claim.ts';
import { type Drift, merge } from '../contract/drift.ts';
import type { Excerpt } from '../contract/excerpt.ts';
import { type Exchange, type RefusalClass, type Refused, refusalClasses } from '../contract/exchange.ts';
import type { Contracts } from '../contract/load.ts';
import type { PlannedCase } from '../contract/plan.ts';
import type { TargetInfo } from '../contract/targetInfo.ts';
import { type Outcome, outcomes, type Verdict, worstOf } from '../contract/verdict.ts';
import { counted } from './counted.ts';
import type { SentRequest } from './sentRequest.ts';

/** A verdict as it is recorded: the claim's own words with what it came to. */
export interface ClaimRecord {
  readonly id: string;
  readonly level: Level;
  readonly text: string;
  readonly verdict: Outcome;
  readonly expected?: string;
  readonly received?: string;
  readonly pointer?: string;
  /** The part of an answer that shows that it is broken. */
  readonly excerpt?: Excerpt;
  readonly reason?: string;
  readonly blockedBy?: string;
  /** What in the environment kept the claim from being judged. */
  readonly class?: RefusalClass;
  /** The target does not claim to keep it, as its capabilities say. */
  readonly unclaimed?: true;
  /** The policy that let a broken promise pass with a warning. */
  readonly warning?: string;
  readonly source: { readonly page: string; readonly section: string };
}

/** What a worker reports of a case that it ran. */
export interface CaseReport {
  readonly id: string;
  readonly claims: readonly ClaimRecord[];
  readonly requests: number;
  readonly leftovers: readonly string[];
  /** The requests that were sent again, and after which answers. */
  readonly repeated: readonly Repeated[];
  /** For a case with a broken claim: the request that shows it. */
  readonly sent?: SentRequest;
  /** What its answers showed that no page documents. */
  readonly drift: readonly Drift[];
}

/** A request that was sent again; status 0 stands for no answer. */
export interface Repeated {
  readonly method: string;
  readonly path: string;
  readonly after: readonly Refused[];
}

/** The exchanges of a case whose requests were sent again. */
export function repeatedIn(exchanges: readonly Exchange[]): Repeated[] {
  return exchanges.flatMap(({ method, path, earlier = [] }) =>
    earlier.length === 0 ? [] : [{ method, path, after: earlier }],
  );
}

/** A case in the results. */
export interface CaseRecord extends Omit<CaseReport, 'drift'> {
  readonly title: string;
  readonly kind: CaseKind;
  readonly contract: string;
  readonly resource: string;
  readonly method: string;
  readonly path: string;
  readonly documentation: string;
  readonly verdict: Outcome;
  /** How long its test took by the runner's clock, without the opening of the target; left out where it never ran. */
  readonly milliseconds?: number;
}

/** How many of something came to each outcome. */
export type Totals = Readonly<Record<Outcome, number>>;

/** How many claims each class of refusal kept from being judged; classes that kept none are left out. */
export type ClassTotals = Readonly<Partial<Record<RefusalClass, number>>>;

/** What was run, against what, and when. */
export interface RunInfo {
  readonly suite: { readonly name: string; readonly version: string };
  readonly contracts: { readonly count: number; readonly digest: string };
  readonly target: TargetInfo;
  readonly levels: readonly Level[];
  /** The variables that a rerun needs, without secrets. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The command that runs cases, where it is not `npm run conformance --`: an installed package has another. */
  readonly command?: string;
  readonly startedAt: string;
  readonly milliseconds: number;
}

/** `reports/results.json`. */
export interface Results extends RunInfo {
  readonly $schema: string;
  readonly plan: { readonly cases: number; readonly claims: number };
  readonly totals: {
    readonly cases: Totals;
    readonly claims: Totals;
    readonly classes: ClassTotals;
    readonly unclaimed: number;
  };
  readonly conformant: boolean;
  readonly reasons: readonly string[];
  /** What answers showed that no page documents; never a failure by itself. */
  readonly drift: readonly Drift[];
  readonly cases: readonly CaseRecord[];
}

/** A verdict in the words of the results. */
export function recordOf({ claim: { id, level, text, source }, outcome, ...evidence }: Verdict): ClaimRecord {
  return { id, level, text, verdict: outcome, ...evidence, source };
}

/**
 * The results of a run. The plan is closed: every planned claim gets a verdict; one that no worker reported is our own
 * error. `problems` are by case id why its test gave no report (a crash, a time-out, a skip by hand); `troubles` are what
 * went wrong beside the cases, and stand against conformance; `times` are by case id how many milliseconds its test took.
 */
export function buildResults(
  plan: readonly PlannedCase[],
  reports: ReadonlyMap<string, CaseReport>,
  problems: ReadonlyMap<string, string>,
  troubles: readonly string[],
  info: RunInfo,
  times: ReadonlyMap<string, number> = new Map(),
): Results {
  const cases = plan.map((planned) => {
    const { id } = planned.documented;
    return caseRecord(planned, reports.get(id), problems.get(id), times.get(id));
  });
  const records = cases.flatMap((record) => record.claims);
  const claims = records.map(({ verdict }) => verdict);
  const blocked = records.filter(({ blockedBy }) => blockedBy !== undefined).length;
  const totals = {
    cases: count(cases.map(({ verdict }) => verdict)),
    claims: count(claims),
    classes: countClasses(records),
    unclaimed: records.filter(({ unclaimed }) => unclaimed).length,
  };
  const reasons = [...reasonsAgainst(totals, claims.length, blocked), ...troubles];
  return {
    $schema: '../contracts/results.schema.json',
    ...info,
    plan: { cases: plan.length, claims: plan.reduce((sum, planned) => sum + planned.claims.length, 0) },
    totals,
    conformant: reasons.length === 0,
    reasons,
    drift: merge([...reports.values()].map(({ drift }) => drift)),
    cases,
  };
}

/** A case as the results have it, by what a worker reported of it; `problem` is why there is no report. */
export function caseRecord(
  { documented, claims, titles }: PlannedCase,
  report: CaseReport | undefined,
  problem?: string,
  milliseconds?: number,
): CaseRecord {
  const { id, kind, contract, path, resource } = documented;
  const reported = new Map(report?.claims.map((claim) => [claim.id, claim]));
  const missing =
    problem ?? (report?.requests === 0 ? 'a verdict was reported without any request' : 'no verdict was reported');
  /** Without a request nothing can have been kept or broken. */
  const seen = (claim: ClaimRecord | undefined): ClaimRecord | undefined =>
    report?.requests === 0 && claim?.verdict !== 'inconclusive' && claim?.verdict !== 'skipped' ? undefined : claim;
  const records = claims.map(
    (claim) => seen(reported.get(claim.id)) ?? recordOf({ claim, outcome: 'error', reason: missing }),
  );
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

function count(found: readonly Outcome[]): Totals {
  const totals = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const outcome of found) totals[outcome] += 1;
  return totals;
}

function countClasses(records: readonly ClaimRecord[]): ClassTotals {
  const counts = refusalClasses.map(
    (name) => [name, records.filter((record) => record.class === name).length] as const,
  );
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

/** What a case came to: the worst of its claims, but for those that the target does not claim to keep. */
export function outcomeOf(claims: readonly ClaimRecord[]): Outcome {
  const asked = claims.filter(({ unclaimed }) => !unclaimed);
  return worstOf((asked.length > 0 ? asked : claims).map(({ verdict }) => verdict));
}

/** Why a run is not conformant: nothing was judged, or any claim that the target has to keep came to anything but pass or a known deviation. */
function reasonsAgainst({ claims, classes, unclaimed }: Results['totals'], planned: number, blocked: number): string[] {
  if (planned === 0) return ['no case was planned; check the selection'];
  if (planned === unclaimed) return ['the target claims nothing of what was planned'];
  const skipped = claims.skipped - unclaimed;
  const against: [number, string, string][] = [
    [claims.fail, 'claim', claims.fail === 1 ? 'is broken' : 'are broken'],
    [
      claims.healed,
      'recorded deviation',
      `no longer ${claims.healed === 1 ? 'shows; delete its entry' : 'show; delete their entries'}`,
    ],
    [claims.error, 'claim', 'could not be judged by a fault of the suite itself'],
    [claims.inconclusive, 'claim', `could not be judged${ofThem(classes, blocked)}`],
    [skipped, 'claim', skipped === 1 ? 'was skipped' : 'were skipped'],
  ];
  return against.flatMap(([number, noun, words]) => (number > 0 ? [`${counted(number, noun)} ${words}`] : []));
}

/** Why claims could not be judged, as far as that can be counted. */
function ofThem(classes: ClassTotals, blocked: number): string {
  const because = blocked > 0 ? `, ${blocked} of them because another is broken` : '';
  const counts = Object.entries(classes).map(([name, number]) => `${name} ${number}`);
  return `${because}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`;
}

/** What a run came to, in one word or two; a fault of the suite leaves it inconclusive. */
export type Decision = 'conformant' | 'not conformant' | 'inconclusive';

/** What a run came to, as console, certificate and exit code say it. */
export function decisionOf({ conformant, totals }: Pick<Results, 'conformant' | 'totals'>): Decision {
  if (conformant) return 'conformant';
  return totals.claims.fail + totals.claims.healed > 0 ? 'not conformant' : 'inconclusive';
}

/** The digest by which two runs can tell that they held a target against the same contracts. */
export function digestOf({ types, requests }: Contracts): string {
  return createHash('sha256')
    .update(JSON.stringify([types, requests]))
    .digest('hex');
}
