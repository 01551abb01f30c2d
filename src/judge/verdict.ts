import type { Claim } from '../claims/claim.ts';
import { type BlockingClass, blockingOf } from '../evidence/blocking.ts';
import { type Evidence, nothingSeen } from '../evidence/evidence.ts';
import type { Exchange, Failure } from '../evidence/exchange.ts';
import type { Finding } from '../evidence/finding.ts';
import { type Cause, type Omission, reasonOf } from '../plan/omission.ts';
import type { Checked } from './check.ts';
import type { ClaimPlace, Deviation, Deviations } from './deviation.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';

/**
 * What a claim came to. `deviation`: broken, as recorded; `healed`: kept, although a deviation is recorded;
 * `inconclusive`: asked, and nothing can be said; `skipped`: not asked; `error`: our own fault.
 */
export type Outcome = 'pass' | 'fail' | 'deviation' | 'healed' | 'inconclusive' | 'skipped' | 'error';

/** The outcomes, the worst first; a case comes to the worst of its claims. */
export const outcomes: readonly Outcome[] = ['fail', 'error', 'inconclusive', 'skipped', 'healed', 'deviation', 'pass'];

/** Whether an outcome stands against conformance: what was asked is broken, or nothing can be said of it. */
export function standsAgainst(outcome: Outcome): boolean {
  return outcome === 'fail' || outcome === 'error' || outcome === 'inconclusive';
}

/** A claim with what it came to, and the evidence in words. */
export interface Verdict {
  readonly claim: Claim;
  readonly outcome: Outcome;
  readonly expected?: string;
  readonly received?: string;
  readonly pointer?: string;
  /** For `fail`: the part of an answer that shows it. */
  readonly excerpt?: Excerpt;
  readonly reason?: string;
  readonly blockedBy?: string;
  /** For `inconclusive`: what in the environment kept the claim from being judged. */
  readonly class?: BlockingClass;
  /** For `skipped`: what left it out. */
  readonly notAsked?: Cause;
  /** The policy that let a broken promise pass, and that is to be told of; `expected` and `received` say what it was. */
  readonly warning?: string;
}

/**
 * Judges what was checked: a broken claim fails unless a deviation says that it is known to be broken in just this way; what
 * cannot be judged for that follows from the deviation. `exchanges` are all of the case; a claim that stays open because of
 * one that was refused or not answered has the class of that. What fails has an excerpt of the `evidence`.
 */
export function judge(
  checked: readonly Checked[],
  contract: string,
  deviations: Deviations,
  exchanges: readonly Exchange[] = [],
  evidence: Evidence = nothingSeen,
): Verdict[] {
  const refused = exchanges.flatMap(({ failure }) => (failure && blockingOf(failure) !== undefined ? [failure] : []));
  const again = sentAgain(exchanges);
  const judged = new Map(
    checked.map(({ claim: { id }, finding }) => [id, outcomeOf(finding, deviations, { contract, claim: id }, refused)]),
  );
  return checked.map(({ claim, finding }) => {
    const outcome = following(claim, judged);
    const isPlain = outcome.outcome === 'pass' && outcome.reason === undefined && outcome.warning === undefined;
    const excerpt = outcome.outcome === 'fail' ? excerptOf(claim, finding, { evidence, exchanges }) : undefined;
    if (excerpt) return { claim, ...outcome, excerpt };
    return { claim, ...outcome, ...(isPlain && again !== undefined ? { reason: again } : {}) };
  });
}

type Judged = Omit<Verdict, 'claim'>;

/** What a claim came to by itself, or by the known deviation that keeps it from being judged. */
function following({ id }: Claim, judged: ReadonlyMap<string, Judged>): Judged {
  const own = judged.get(id) ?? { outcome: 'error', reason: 'it was not judged' };
  if (own.blockedBy === undefined || judged.get(own.blockedBy)?.outcome !== 'deviation') return own;
  const reason = `it cannot be judged, which follows from the known deviation at "${own.blockedBy}"`;
  return { outcome: 'deviation', reason, blockedBy: own.blockedBy };
}

/** Says that requests of a case had to be sent again, and after which answers; undefined where none had to be. */
function sentAgain(exchanges: readonly Exchange[]): string | undefined {
  const repeated = exchanges.filter(({ earlier = [] }) => earlier.length > 0);
  if (repeated.length === 0) return undefined;
  const statuses = new Set(repeated.flatMap(({ earlier = [] }) => earlier.map(({ status }) => status)));
  const words = [...statuses].sort().map((status) => (status === 0 ? 'no answer' : `status ${status}`));
  return `after ${repeated.length} requests of the case were sent again (${words.join(', ')})`;
}

/** The verdicts of all claims in their order: those that were judged, and those that were not asked, each with its reason. */
export function withSkipped(
  claims: readonly Claim[],
  judged: readonly Verdict[],
  skipped: ReadonlyMap<string, Omission>,
): Verdict[] {
  const known = new Map(judged.map((verdict) => [verdict.claim.id, verdict]));
  return claims.map((claim) => {
    const omission = skipped.get(claim.id);
    const rest: Judged = omission
      ? { outcome: 'skipped', reason: reasonOf(omission), notAsked: omission.cause }
      : { outcome: 'error', reason: 'it was not judged' };
    return known.get(claim.id) ?? { claim, ...rest };
  });
}

function outcomeOf(finding: Finding, deviations: Deviations, place: ClaimPlace, refused: readonly Failure[]): Judged {
  const entry = deviations.find(place);
  if (finding.outcome === 'open') {
    const { reason, blockedBy } = finding;
    const failure = refused.find(({ message }) => reason.includes(message));
    const found = failure && blockingOf(failure);
    return {
      outcome: 'inconclusive',
      reason,
      ...(blockedBy === undefined ? {} : { blockedBy }),
      ...(found === undefined ? {} : { class: found }),
    };
  }
  if (finding.outcome === 'tolerated') {
    const { expected, received, pointer, policy, warns } = finding;
    if (!warns) return { outcome: 'pass', reason: `policy "${policy}" is pass` };
    return { outcome: 'pass', expected, received, ...(pointer === undefined ? {} : { pointer }), warning: policy };
  }
  if (finding.outcome === 'kept') {
    if (!entry) return { outcome: 'pass', ...(finding.note === undefined ? {} : { reason: finding.note }) };
    if (entry.intermittent) return { outcome: 'pass', reason: 'the recorded deviation did not show this time' };
    return {
      outcome: 'healed',
      reason: `this holds again; delete the deviation of ${entry.contract} at "${entry.claim}"`,
    };
  }
  const { expected, received, pointer } = finding;
  const evidence = { expected, received, ...(pointer === undefined ? {} : { pointer }) };
  if (!entry) return { outcome: 'fail', ...evidence, ...reasonOfLapsed(deviations.findLapsed(place)) };
  if (deviations.matches(entry, finding.value)) return { outcome: 'deviation', ...evidence, reason: entry.because };
  return { outcome: 'fail', ...evidence, reason: `a deviation is recorded here, but it is another: ${entry.because}` };
}

/** Why a deviation that is recorded counts for nothing. */
function reasonOfLapsed(entry: Deviation | undefined): { reason?: string } {
  if (!entry) return {};
  const { reviewBy, owner, because } = entry;
  return {
    reason: `a deviation is recorded here, and counts for nothing, because its review was due by ${reviewBy} (${owner}): ${because}`,
  };
}

/** The worst of some outcomes; nothing at all is inconclusive. */
export function worstOf(some: readonly Outcome[]): Outcome {
  return outcomes.find((outcome) => some.includes(outcome)) ?? 'inconclusive';
}
