import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import type { Omission } from '../contract/omission.ts';
import { type PlannedCase, titleKey } from '../contract/plan.ts';
import { standsAgainst } from '../contract/verdict.ts';
import { ownFolder } from '../files/ownFolder.ts';
import { writeFile } from '../files/writeFile.ts';
import { announceReporter, attachments } from './attachments.ts';
import { buildResults, outcomeOf, type Unreported } from './buildResults.ts';
import { type CertificateContext, certificateOf } from './certificate.ts';
import { certificateFiles, runFiles } from './certificateFiles.ts';
import { EvidenceFolder } from './evidenceFolder.ts';
import { type Guard, withheld } from './guard.ts';
import { explainVerdict } from './message.ts';
import { Progress } from './progress.ts';
import { tellGitHub, writeReports } from './reportFiles.ts';
import type { CaseReport, Results, RunInfo } from './results.ts';
import { reviewsOf } from './reviews.ts';
import type { Rules } from './rules.ts';
import { sanitise } from './sanitise.ts';
import { recordedSelections, recordSelection } from './selection.ts';
import { sha256 } from './sha256.ts';
import { signInOf } from './signIn.ts';
import { summarise } from './summary.ts';
import type { VolatileField } from './volatile.ts';

/** What the reporter is told by the configuration: the plan it holds the run against, what is run, and where results go. */
export interface ReporterOptions {
  readonly plan: readonly PlannedCase[];
  /** How many cases there are, of which the plan may be a part. */
  readonly planned: number;
  readonly info: Omit<RunInfo, VolatileField>;
  readonly folder: string;
  /** By what is judged here, and what the certificate says besides. */
  readonly rules: Rules;
  readonly pages: CertificateContext['pages'];
  /** Looks at everything before it is printed. */
  readonly guard: Guard;
  /** The results of an earlier run, to tell what changed since. */
  readonly before?: () => Results | undefined;
  /** Told of every report before other reporters see the test end. */
  readonly onReport?: (key: string, report: CaseReport) => void;
  /** Told of the results before other reporters see the run end. */
  readonly onResults?: (results: Results) => void;
}

const missingShard: Omission = { cause: { by: 'shard' }, what: 'the shard that was to run it is missing' };

/** Collects the verdicts of all workers, judges the run, writes `results.json` with its evidence and certificate, and sets the run's status. */
export default class ConformanceReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #planned = new Map<string, PlannedCase>();
  readonly #reports = new Map<string, CaseReport>();
  readonly #problems = new Map<string, Unreported>();
  readonly #times = new Map<string, number>();
  readonly #troubles: string[] = [];
  readonly #evidence: EvidenceFolder;
  readonly #progress = new Progress(process.stdout, process.env);
  #chosen: PlannedCase[] = [];
  #isShard = false;
  #rules: Rules;

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#rules = options.rules;
    this.#evidence = new EvidenceFolder(options.folder);
    for (const planned of options.plan) this.#planned.set(titleKey(planned.titles), planned);
  }

  printsToStdio(): boolean {
    return true;
  }

  async preprocess({ config, suite }: { config: FullConfig; suite: Suite }): Promise<void> {
    const cases = this.#casesIn(suite).map(({ documented }) => documented.id);
    const { info, rules } = this.#options;
    recordSelection(config, { cases, digest: info.contracts.digest, rules });
  }

  /** A shard answers for its own cases, everything else for all that were selected: a missing shard is missed. */
  onBegin(config: FullConfig, suite: Suite): void {
    announceReporter();
    this.#evidence.clear();
    this.#isShard = config.shard !== null;
    const present = new Set(this.#casesIn(suite));
    const selections = config.shard ? [] : recordedSelections(config);
    const selected = new Set(selections.flatMap(({ cases }) => cases));
    this.#chosen = this.#options.plan.filter((one) => present.has(one) || selected.has(one.documented.id));
    this.#progress.begin(present.size);
    const strangers = suite.allTests().filter((test) => !this.#planned.has(keyOf(test)));
    if (strangers.length > 0)
      this.#troubles.push(`${strangers.length} tests are not in the plan, the first is ${strangers[0]?.title}`);
    for (const one of this.#chosen) if (!present.has(one)) this.#problems.set(one.documented.id, missingShard);
    if (selections.some(({ digest }) => digest !== this.#options.info.contracts.digest))
      this.#troubles.push(
        'a shard was run with other contracts than these; merge where the suite is of the same version',
      );
    this.#rules = selections[0]?.rules ?? this.#rules;
    if (selections.some(({ rules }) => !isDeepStrictEqual(rules, this.#rules)))
      this.#troubles.push('the shards were run with different policies or deviations; give all of them the same');
  }

  #casesIn(suite: Suite): PlannedCase[] {
    const keys = new Set(suite.allTests().map(keyOf));
    return this.#options.plan.filter(({ titles }) => keys.has(titleKey(titles)));
  }

  /** A test is as its verdicts are: whatever claim does not hold fails it, here and for the reporters that come after. */
  onTestEnd(test: TestCase, result: TestResult): void {
    const planned = this.#planned.get(keyOf(test));
    if (!planned) return;
    const { id } = planned.documented;
    if (result.retry > 0) this.#troubles.push(`${id} was run again after it had failed; a verdict is given once`);
    if (result.duration >= 0) this.#times.set(id, result.duration);
    const report = reportIn(result);
    this.#progress.add(report ? outcomeOf(report.claims) : 'error');
    if (!report) {
      const reason = result.errors[0]?.message ?? `the test ended as ${result.status} without verdicts`;
      this.#problems.set(id, sanitise(reason));
      return;
    }
    this.#reports.set(id, report);
    const evidence = attachedTo(result, attachments.evidence);
    if (evidence) this.#evidence.add(id, evidence);
    this.#options.onReport?.(keyOf(test), report);
    const wrong = report.claims.filter(({ verdict }) => standsAgainst(verdict));
    if (wrong.length === 0 || result.status !== 'passed') return;
    result.status = 'failed';
    const told = { ...report, documentation: planned.documented.contract.source.url };
    result.errors = wrong.map((claim) => ({ message: explainVerdict(claim, told, this.#options.info) }));
    result.error = { message: result.errors.map(({ message }) => message).join('\n\n') };
  }

  onStdErr(chunk: string | Buffer): void {
    const told = signInOf(chunk.toString());
    if (told === undefined) return;
    this.#progress.clear();
    process.stderr.write(told);
  }

  onError({ message }: { message?: string }): void {
    this.#troubles.push(sanitise(message ?? 'an error without a message'));
  }

  async onEnd({ startTime, duration }: FullResult): Promise<{ status: FullResult['status'] }> {
    const { info, folder } = this.#options;
    const milliseconds = Math.round(duration);
    const told = { ...info, startedAt: startTime.toISOString(), milliseconds };
    const reviews = reviewsOf(this.#rules.deviations, told.startedAt.slice(0, 10));
    const beside = { troubles: this.#troubles, reviews };
    const results = buildResults(this.#chosen, this.#reports, this.#problems, beside, told, this.#times);
    this.#progress.clear();
    if (this.#options.guard.holds(textOf(results))) {
      process.stderr.write(`${withheld}\n`);
      return { status: 'failed' };
    }
    this.#certify(results);
    writeResults(folder, results);
    writeReports(folder, results);
    this.#options.onResults?.(results);
    const { guard, before } = this.#options;
    const besides = { before: before?.(), isShard: this.#isShard };
    const said = [...tellGitHub(results, process.env, guard.guarded, besides), summarise(results)].map(guard.guarded);
    process.stdout.write(`${said.join('\n')}\n`);
    return { status: results.conformant ? 'passed' : 'failed' };
  }

  /** Before the results, so that there are none where this fails. */
  #certify(results: Results): void {
    const { folder, planned, pages } = this.#options;
    const certificate = certificateOf(
      results,
      { rules: this.#rules, planned, pages },
      {
        results: { file: runFiles.results, sha256: sha256(textOf(results)) },
        evidence: this.#evidence.of(results.cases.map(({ id }) => id)),
      },
    );
    for (const [name, text] of certificateFiles(certificate)) writeFile(join(folder, name), text);
  }
}

/** Writes results as a whole, so that a half-written file is never taken for results. */
export function writeResults(folder: string, results: Results): void {
  ownFolder(folder);
  writeFile(join(folder, runFiles.results), textOf(results));
}

function textOf(results: Results): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

/** The titles of a test below its file, as the plan has them. */
function keyOf(test: TestCase): string {
  return titleKey(test.titlePath().slice(-3));
}

function reportIn(result: TestResult): CaseReport | undefined {
  const body = attachedTo(result, attachments.report);
  return body === undefined ? undefined : (JSON.parse(body.toString('utf8')) as CaseReport);
}

/** A worker attaches bytes; merged from a blob they lie in a file. */
function attachedTo({ attachments: found }: TestResult, wanted: string): Buffer | undefined {
  const attached = found.find(({ name }) => name === wanted);
  return attached?.body ?? (attached?.path === undefined ? undefined : readFileSync(attached.path));
}
