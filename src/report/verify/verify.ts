import type { CaseReport } from '../../judge/caseReport.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import { isChosen } from '../../plan/omission.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import { sanitise } from '../../value/sanitise.ts';
import { type Certificate, certificateOf } from '../certificate/certificate.ts';
import { evidenceFile, runFiles } from '../certificate/certificateFiles.ts';
import { buildResults, type Unreported } from '../record/buildResults.ts';
import type { Results } from '../record/results.ts';
import { reviewsOf } from '../record/reviews.ts';
import { rulesOf } from '../record/rules.ts';
import { spanOf } from '../record/shardSpan.ts';
import { sha256 } from '../text/sha256.ts';
import { RunRefusal, readRun, type ToldRun, type Verifier } from './readRun.ts';
import { differencesOf } from './resultsDifference.ts';
import { type Derived, deriveAll, type RunFolder } from './verifyEvidence.ts';
import { certificateProblems, digestProblems, reportProblems } from './verifyFiles.ts';
import { originProblems } from './verifyOrigin.ts';
import { isStopped, verifyStopped } from './verifyStopped.ts';

/** What a verification found: a sentence for everything that does not hold, and the run as it was judged anew. */
export interface Verification {
  readonly problems: readonly string[];
  readonly verified?: Verified;
  /** In its place, a run that was stopped before its first case. */
  readonly stopped?: Pick<Verified, 'rebuilt' | 'whole'>;
}

/** A run as it was judged anew. */
export interface Verified extends ToldRun {
  /** What the results come to by the evidence. */
  readonly rebuilt: Results;
  readonly reports: Derived['reports'];
  readonly exchanges: number;
}

/**
 * Verifies a run by its files alone: every digest, the plan, every verdict judged anew from the recorded evidence, where and
 * when that was recorded, the totals and reasons that follow, and the certificate and the reports, byte for byte.
 */
export function verify(folder: RunFolder, verifier: Verifier): Verification {
  try {
    if (!isStopped(folder)) return examine(folder, verifier, readRun(folder, verifier));
    const { problems, ...stopped } = verifyStopped(folder, verifier);
    return { problems, stopped };
  } catch (error) {
    if (!(error instanceof RunRefusal)) throw error;
    return { problems: error.problems };
  }
}

function examine(folder: RunFolder, verifier: Verifier, run: ToldRun): Verification {
  const { certificate, results, judgement, whole } = run;
  const evidence = deriveAll(folder, whole, judgement, run.leftOut);
  const chosen = chosenOf(results, certificate, whole);
  const rebuilt = rebuild(results, chosen.plan, evidence.reports, certificate);
  const context = {
    rules: rulesOf(judgement.policies, judgement.deviations),
    planned: whole.length,
    pages: verifier.pages,
  };
  const right = certificateOf(results, context, {
    results: { file: runFiles.results, sha256: sha256(folder.get(runFiles.results) ?? '') },
    evidence: results.cases.map(({ id }) => {
      const bytes = folder.get(evidenceFile(id));
      return { case: id, ...(bytes ? { file: evidenceFile(id), sha256: sha256(bytes) } : {}) };
    }),
  });
  const digests = digestProblems(folder, certificate);
  return {
    problems: [
      ...digests,
      ...evidence.problems,
      ...originProblems(results, evidence.origins),
      ...chosen.problems,
      ...unproved(results, folder),
      ...differencesOf(results, rebuilt),
      ...certificateProblems(folder, certificate, right, digests.length > 0 ? new Set(['files']) : new Set()),
      ...reportProblems(folder, results),
    ],
    verified: { ...run, rebuilt, reports: evidence.reports, exchanges: evidence.exchanges },
  };
}

/** The planned cases that results are of, with a sentence for each that is there twice, not planned, or missing although the certificate names it. */
function chosenOf(
  { cases }: Results,
  { files }: Certificate,
  whole: readonly PlannedCase[],
): { plan: PlannedCase[]; problems: string[] } {
  const ids = new Set(whole.map(({ documented }) => documented.id));
  const seen = new Set<string>();
  const problems = cases.flatMap(({ id }) => {
    const isTwice = seen.has(id);
    seen.add(id);
    if (!ids.has(id)) return [`${sanitise(id, 80)} is in ${runFiles.results}, and is no case of the contracts`];
    return isTwice ? [`${id} is in ${runFiles.results} more than once`] : [];
  });
  const missing = files.evidence.flatMap(({ case: id }) =>
    seen.has(id) ? [] : [`${sanitise(id, 80)} is missing in ${runFiles.results}; ${runFiles.certificate} names it`],
  );
  return { plan: whole.filter(({ documented }) => seen.has(documented.id)), problems: [...problems, ...missing] };
}

/** A sentence for each case that has verdicts, but no evidence that they could follow from. */
function unproved({ cases }: Results, folder: RunFolder): string[] {
  return cases.flatMap(({ id, claims }) =>
    folder.has(evidenceFile(id)) ||
    claims.every(({ verdict, notAsked }) => verdict === 'error' || (notAsked && !isChosen(notAsked)))
      ? []
      : [`${sanitise(id, 80)} has verdicts, and no evidence by which they could be judged anew`],
  );
}

/** Why no worker reported a case, as its first claim tells it. */
function unreportedAs({ reason = '', notAsked }: ClaimRecord): Unreported {
  return notAsked && !isChosen(notAsked) ? { cause: notAsked, what: reason } : reason;
}

/** What results are built of, case by case: what the evidence gives, or what is told without any, and how long it took. */
export interface CaseFacts {
  readonly reports: ReadonlyMap<string, CaseReport>;
  readonly problems: ReadonlyMap<string, Unreported>;
  readonly times: ReadonlyMap<string, number>;
}

/** What the cases of results are built of again. */
export function factsOf({ cases }: Pick<Results, 'cases'>, found: Derived['reports']): CaseFacts {
  return {
    reports: new Map(cases.map((record) => [record.id, found.get(record.id) ?? { ...record, drift: [] }])),
    problems: new Map(
      cases.flatMap(({ id, claims: [first] }) =>
        found.has(id) || first?.reason === undefined ? [] : [[id, unreportedAs(first)] as const],
      ),
    ),
    times: new Map(cases.flatMap(({ id, milliseconds: took }) => (took === undefined ? [] : [[id, took] as const]))),
  };
}

/**
 * The results as they follow from the evidence. A case without any stands as it was told, and so does what went wrong beside
 * the cases, and how long everything took.
 */
function rebuild(
  results: Results,
  chosen: readonly PlannedCase[],
  found: Derived['reports'],
  { deviations }: Certificate,
): Results {
  const { suite, contracts, target, levels, settings, command, run, shard, shards, startedAt, milliseconds } = results;
  const told = {
    ...(settings === undefined ? {} : { settings }),
    ...(command === undefined ? {} : { command }),
    ...(run === undefined ? {} : { run }),
    ...(shard === undefined ? {} : { shard }),
    ...(shards === undefined ? {} : { shards }),
  };
  const info = {
    suite,
    contracts,
    target,
    levels,
    ...told,
    ...(shards ? spanOf(shards) : { startedAt, milliseconds }),
  };
  const { reports, problems, times } = factsOf(results, found);
  const { troubles = [], interrupted } = results;
  const reviews = reviewsOf(deviations, startedAt.slice(0, 10));
  const beside = { troubles, reviews, ...(interrupted ? { signal: interrupted.signal } : {}) };
  return buildResults(chosen, reports, problems, beside, info, times);
}
