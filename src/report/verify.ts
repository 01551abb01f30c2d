import type { Api } from '../contract/api.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import { Deviations } from '../contract/deviation.ts';
import { isChosen } from '../contract/omission.ts';
import { type PlannedCase, plan } from '../contract/plan.ts';
import { Policies, type Policy } from '../contract/policy.ts';
import { createAjv } from '../contract/schemas.ts';
import { buildResults, type Unreported } from './buildResults.ts';
import { type Certificate, type CertificateContext, certificateOf } from './certificate.ts';
import { evidenceFile, runFiles } from './certificateFiles.ts';
import type { Judgement } from './derive.ts';
import { ResultsError, readResults } from './readResults.ts';
import type { CaseReport, ClaimRecord, Results } from './results.ts';
import { differencesOf } from './resultsDifference.ts';
import { reviewsOf } from './reviews.ts';
import { digestOfPolicies, rulesOf } from './rules.ts';
import { sanitise } from './sanitise.ts';
import { sha256 } from './sha256.ts';
import { type Derived, deriveAll, type RunFolder, type Unclaimed } from './verifyEvidence.ts';
import { certificateProblems, digestProblems } from './verifyFiles.ts';

/** By what a run is verified: the contracts with their digest, the open questions, the schemas, and this version of the suite. */
export interface Verifier {
  readonly api: Api;
  readonly digest: string;
  readonly policies: readonly Policy[];
  readonly pages: CertificateContext['pages'];
  readonly schemas: { readonly results: object; readonly certificate: object };
  readonly version: string;
  /** What a target with some capabilities does not claim. */
  readonly unclaimed: (capabilities: Capabilities) => Unclaimed;
}

/** What a verification found: a sentence for everything that does not hold, and what was judged anew. */
export interface Verification {
  readonly problems: readonly string[];
  readonly cases: number;
  readonly claims: number;
  readonly exchanges: number;
  readonly verdict?: Certificate['verdict'];
}

/** What keeps a run from being verified at all. */
class Refusal extends Error {}

/**
 * Verifies a run by its files alone: every digest, the plan, every verdict judged anew from the recorded evidence, the totals
 * and reasons that follow, and the certificate, byte for byte.
 */
export function verify(folder: RunFolder, verifier: Verifier): Verification {
  try {
    return examine(folder, verifier);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problems: [error.message], cases: 0, claims: 0, exchanges: 0 };
  }
}

function examine(folder: RunFolder, verifier: Verifier): Verification {
  const certificate = certificateIn(folder, verifier);
  const results = resultsIn(folder, verifier);
  const judgement = judgementOf(certificate, results, verifier);
  const whole = plan(verifier.api, results.levels);
  const { capabilities } = results.target;
  const unclaimed = capabilities ? verifier.unclaimed(capabilities) : () => new Map();
  const evidence = deriveAll(folder, whole, judgement, unclaimed);
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
      ...chosen.problems,
      ...unproved(results, folder),
      ...differencesOf(results, rebuilt),
      ...certificateProblems(folder, certificate, right, digests.length > 0 ? new Set(['files']) : new Set()),
    ],
    cases: results.cases.length,
    claims: rebuilt.plan.claims,
    exchanges: evidence.exchanges,
    verdict: right.verdict,
  };
}

function certificateIn(folder: RunFolder, { schemas }: Verifier): Certificate {
  const bytes = folder.get(runFiles.certificate);
  if (!bytes) throw new Refusal(`${runFiles.certificate} is missing; without it nothing can be verified`);
  const validate = createAjv().addSchema(schemas.results).compile<Certificate>(schemas.certificate);
  const found: unknown = JSON.parse(bytes.toString('utf8'));
  if (validate(found)) return found;
  const [error] = validate.errors ?? [];
  throw new Refusal(
    `${runFiles.certificate} is no certificate of a run: ${sanitise(error?.instancePath || 'its root', 200)} ${error?.message ?? 'is wrong'}`,
  );
}

function resultsIn(folder: RunFolder, { schemas, version, digest }: Verifier): Results {
  const bytes = folder.get(runFiles.results);
  if (!bytes) throw new Refusal(`${runFiles.results} is missing; without it nothing can be verified`);
  try {
    const results = readResults(bytes.toString('utf8'), schemas.results, version);
    if (results.suite.version !== version)
      throw new Refusal(
        `${runFiles.results} is of version ${sanitise(results.suite.version, 40)} of the suite and this is ${version}; verify it with that version`,
      );
    if (results.contracts.digest !== digest)
      throw new Refusal(
        `${runFiles.results} was judged by other contracts (SHA-256 ${results.contracts.digest}) than these (${digest}); verify it with the suite that has them`,
      );
    return results;
  } catch (error) {
    if (error instanceof ResultsError) throw new Refusal(`${runFiles.results} ${error.message}`);
    throw error;
  }
}

/** The rules that the certificate records, to judge by them again. */
function judgementOf({ policies, deviations }: Certificate, { target }: Results, verifier: Verifier): Judgement {
  const open = new Policies(verifier.policies);
  if (policies.digest !== digestOfPolicies(open))
    throw new Refusal(
      `${runFiles.certificate} was judged by other policies (SHA-256 ${policies.digest}) than these (${digestOfPolicies(open)}); verify it with the suite that has them`,
    );
  const stances = Object.entries(policies.stances);
  const unknown = stances.find(([id]) => !Object.hasOwn(open.stances, id))?.[0];
  if (unknown !== undefined)
    throw new Refusal(`${runFiles.certificate} takes a stance on "${sanitise(unknown, 80)}", which is no policy`);
  return {
    api: verifier.api,
    policies: new Policies(verifier.policies, new Map(stances)),
    deviations: new Deviations(deviations.entries, target.kind, deviations.lapsed),
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
  const { suite, contracts, target, levels, settings, command, startedAt, milliseconds } = results;
  const told = { ...(settings === undefined ? {} : { settings }), ...(command === undefined ? {} : { command }) };
  const info = { suite, contracts, target, levels, ...told, startedAt, milliseconds };
  const reports = new Map(
    results.cases.map((record): [string, CaseReport] => [record.id, found.get(record.id) ?? { ...record, drift: [] }]),
  );
  const problems = new Map(
    results.cases.flatMap(({ id, claims: [first] }) =>
      found.has(id) || first?.reason === undefined ? [] : [[id, unreportedAs(first)] as const],
    ),
  );
  const times = new Map(
    results.cases.flatMap(({ id, milliseconds: took }) => (took === undefined ? [] : [[id, took] as const])),
  );
  const { troubles = [], interrupted } = results;
  const reviews = reviewsOf(deviations, startedAt.slice(0, 10));
  const beside = { troubles, reviews, ...(interrupted ? { signal: interrupted.signal } : {}) };
  return buildResults(chosen, reports, problems, beside, info, times);
}
