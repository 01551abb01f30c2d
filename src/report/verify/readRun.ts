import { FileError } from '../../files/fileError.ts';
import { parseJson } from '../../files/parseJson.ts';
import { textOf } from '../../files/readText.ts';
import { type Deviation, Deviations } from '../../judge/deviation.ts';
import type { Standards } from '../../judge/judgeCase.ts';
import { Policies, type Policy, type Stance } from '../../judge/policy.ts';
import type { Api } from '../../model/api.ts';
import { createAjv } from '../../model/schemas.ts';
import { type PlannedCase, plan } from '../../plan/plan.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { Certificate, CertificateContext } from '../certificate/certificate.ts';
import { runFiles } from '../certificate/certificateFiles.ts';
import { ResultsError, readResults } from '../record/readResults.ts';
import type { Results, RunInfo } from '../record/results.ts';
import { digestOfPolicies } from '../record/rules.ts';
import type { LeftOut, RunFolder } from './verifyEvidence.ts';

/** What the files of a run tell of how it was done. */
export interface Told extends Pick<RunInfo, 'target' | 'levels' | 'settings' | 'command' | 'startedAt'> {
  readonly stances?: Readonly<Record<string, Stance>>;
  readonly deviations?: { readonly entries: readonly Deviation[]; readonly lapsed?: readonly Deviation[] };
}

/** By what a run is verified: the contracts with their digest, the open questions, the schemas, and this suite. */
export interface Verifier {
  readonly api: Api;
  readonly contracts: RunInfo['contracts'];
  readonly policies: readonly Policy[];
  readonly pages: CertificateContext['pages'];
  readonly schemas: { readonly results: object; readonly certificate: object };
  readonly suite: RunInfo['suite'];
  /** A sentence for everything by which no run could have been as it is told. */
  readonly toldProblems: (told: Told, whole: readonly PlannedCase[]) => readonly string[];
  /** What leaves claims out of a run without such problems. */
  readonly leftOut: (told: Told) => LeftOut;
}

/** A run as its files tell of it, and what it can be judged anew by. */
export interface ToldRun {
  readonly certificate: Certificate;
  readonly results: Results;
  readonly whole: readonly PlannedCase[];
  readonly judgement: Standards;
  readonly leftOut: LeftOut;
}

/** What keeps a run from being verified at all, in sentences. */
export class RunRefusal extends Error {
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads what a run tells of itself. Throws `RunRefusal` for a run of another suite, and for one that could not have been so. */
export function readRun(folder: RunFolder, verifier: Verifier): ToldRun {
  const certificate = certificateIn(folder, verifier);
  const results = resultsIn(folder, verifier);
  const { policies, deviations } = certificate;
  checkPolicies(certificate, verifier);
  const { stances } = policies;
  const told = { ...results, stances, deviations };
  const whole = plan(verifier.api, results.levels);
  checkTold(told, whole, verifier);
  const judgement = {
    api: verifier.api,
    policies: new Policies(verifier.policies, new Map(Object.entries(stances))),
    deviations: new Deviations(deviations.entries, results.target.kind, deviations.lapsed),
  };
  return { certificate, results, whole, judgement, leftOut: verifier.leftOut(told) };
}

function certificateIn(folder: RunFolder, { schemas }: Verifier): Certificate {
  const validate = createAjv().addSchema(schemas.results).compile<Certificate>(schemas.certificate);
  const found = readAs(runFiles.certificate, folder, parseJson);
  if (validate(found)) return found;
  const [error] = validate.errors ?? [];
  throw new RunRefusal(
    `${runFiles.certificate} is no certificate of a run: ${sanitise(error?.instancePath || 'its root', 200)} ${error?.message ?? 'is wrong'}`,
  );
}

/** The results of a run. Throws `RunRefusal` for those of another suite. */
export function resultsIn(folder: RunFolder, { schemas, suite, contracts }: Verifier): Results {
  const results = readAs(runFiles.results, folder, (text) => readResults(text, schemas.results, suite.version));
  if (results.suite.name !== suite.name || results.suite.version !== suite.version)
    throw new RunRefusal(
      `${runFiles.results} is of version ${sanitise(results.suite.version, 40)} of the suite${results.suite.name === suite.name ? '' : ` ${sanitise(results.suite.name, 80)}`} and this is ${suite.version}; verify it with that version`,
    );
  const { digest, count } = results.contracts;
  if (digest !== contracts.digest)
    throw new RunRefusal(
      `${runFiles.results} was judged by other contracts (SHA-256 ${digest}) than these (${contracts.digest}); verify it with the suite that has them`,
    );
  if (count !== contracts.count)
    throw new RunRefusal(`${runFiles.results} counts ${count} contracts, and they are ${contracts.count}`);
  return results;
}

/** Throws `RunRefusal` for a run that could not have been as it is told. */
export function checkTold(told: Told, whole: readonly PlannedCase[], verifier: Verifier): void {
  const problems = verifier.toldProblems(told, whole);
  if (problems.length > 0) throw new RunRefusal(...problems.map((problem) => sanitise(problem)));
}

function readAs<T>(name: string, folder: RunFolder, read: (text: string) => T): T {
  const bytes = folder.get(name);
  if (!bytes) throw new RunRefusal(`${name} is missing; without it nothing can be verified`);
  try {
    return read(textOf(bytes));
  } catch (error) {
    if (error instanceof ResultsError || error instanceof FileError) throw new RunRefusal(`${name} ${error.message}`);
    throw error;
  }
}

/** The policies by which a run was judged are these, with a stance on each. */
function checkPolicies({ policies }: Certificate, verifier: Verifier): void {
  const open = new Policies(verifier.policies);
  if (policies.digest !== digestOfPolicies(open))
    throw new RunRefusal(
      `${runFiles.certificate} was judged by other policies (SHA-256 ${policies.digest}) than these (${digestOfPolicies(open)}); verify it with the suite that has them`,
    );
  const unknown = Object.keys(policies.stances).find((id) => !Object.hasOwn(open.stances, id));
  if (unknown !== undefined)
    throw new RunRefusal(`${runFiles.certificate} takes a stance on "${sanitise(unknown, 80)}", which is no policy`);
}
