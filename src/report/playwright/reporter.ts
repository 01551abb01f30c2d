import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { ownFolder } from '../../files/ownFolder.ts';
import { writeFile } from '../../files/writeFile.ts';
import type { CaseReport } from '../../judge/caseReport.ts';
import { standsAgainst } from '../../judge/verdict.ts';
import type { Omission } from '../../plan/omission.ts';
import { type PlannedCase, titleKey } from '../../plan/plan.ts';
import { sanitise } from '../../value/sanitise.ts';
import { type Certificate, type CertificateContext, certificateOf } from '../certificate/certificate.ts';
import { runFiles } from '../certificate/certificateFiles.ts';
import { EvidenceFolder } from '../certificate/evidenceFolder.ts';
import { signInOf } from '../console/signInPrompt.ts';
import type { Heeded } from '../ending/heed.ts';
import { judgementOf } from '../ending/judgement.ts';
import { missingUnless, resultsText, writeReports } from '../ending/reportFiles.ts';
import type { MissingReport, Tell, Told } from '../ending/told.ts';
import { explainVerdict } from '../explain/message.ts';
import type { Guard } from '../guard/guard.ts';
import { shardArchive, shardFile, shardFolder } from '../merge/shardArchive.ts';
import { announceReporter, attachments } from '../record/attachments.ts';
import { buildResults, outcomeOf, type Unreported } from '../record/buildResults.ts';
import type { Results, RunInfo, Shard } from '../record/results.ts';
import { reviewsOf } from '../record/reviews.ts';
import type { Rules } from '../record/rules.ts';
import type { VolatileField } from '../record/unstableFields.ts';
import { sha256 } from '../text/sha256.ts';

/** What the reporter is told by the configuration: the plan it holds the run against, what is run, and where results go. */
export interface ReporterOptions {
  readonly plan: readonly PlannedCase[];
  /** How many cases there are, of which the plan may be a part. */
  readonly planned: number;
  readonly info: Omit<RunInfo, VolatileField>;
  readonly folder: string;
  /** The name of the run. */
  readonly run: string;
  /** What has to be the same for all shards, if this is one. */
  readonly parts: Pick<Shard, 'tenant' | 'pipeline'>;
  /** By what is judged here, and what the certificate says besides. */
  readonly rules: Rules;
  readonly pages: CertificateContext['pages'];
  /** Looks at everything before it is printed. */
  readonly guard: Guard;
  /** The results of an earlier run, to tell what changed since. */
  readonly before?: () => Results | undefined;
  /** Says what goes on to whoever started the run. */
  readonly tell: Tell;
  /** What ends the run before its end. */
  readonly heeded: Heeded;
  /** Told of every report before other reporters see the test end. */
  readonly onReport?: (key: string, report: CaseReport) => void;
  /** Told of the results before other reporters see the run end. */
  readonly onResults?: (results: Results) => void;
}

/** How tests end that were cut: what they reported is not whole. */
const cutStatuses: ReadonlySet<TestResult['status']> = new Set(['interrupted', 'timedOut']);

/** Collects the verdicts of all workers, judges the run, writes `results.json` with its evidence and certificate, and sets the run's status. */
export default class ConformanceReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #planned = new Map<string, PlannedCase>();
  readonly #reports = new Map<string, CaseReport>();
  readonly #problems = new Map<string, Unreported>();
  readonly #times = new Map<string, number>();
  readonly #troubles: string[] = [];
  readonly #missing: MissingReport[] = [];
  readonly #evidence: EvidenceFolder;
  #isJudged = false;
  #chosen: PlannedCase[] = [];
  #selected: readonly string[] = [];
  #shard: Shard | undefined;

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#evidence = new EvidenceFolder(options.folder);
    for (const planned of options.plan) this.#planned.set(titleKey(planned.titles), planned);
  }

  printsToStdio(): boolean {
    return true;
  }

  /** Before cases are split into shards, all that were selected are there. */
  async preprocess({ suite }: { suite: Suite }): Promise<void> {
    this.#selected = this.#casesIn(suite).map(({ documented }) => documented.id);
  }

  onBegin({ shard }: FullConfig, suite: Suite): void {
    announceReporter();
    this.#options.heeded.again();
    this.#missing.push(...missingUnless('reports/evidence', () => this.#evidence.clear()));
    this.#chosen = this.#casesIn(suite);
    this.#say({ is: 'begun', cases: this.#chosen.length });
    if (shard)
      this.#shard = { number: shard.current, of: shard.total, selected: this.#selected, ...this.#options.parts };
    const strangers = suite.allTests().filter((test) => !this.#planned.has(keyOf(test)));
    if (strangers.length > 0)
      this.#troubles.push(`${strangers.length} tests are not in the plan, the first is ${strangers[0]?.title}`);
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
    if (!report || cutStatuses.has(result.status)) {
      const reason = result.errors[0]?.message ?? `the test ended as ${result.status} without verdicts`;
      this.#problems.set(id, sanitise(reason));
      if (report) this.#reports.set(id, { ...report, claims: [] });
      if (!this.#options.heeded.signal() && result.status !== 'interrupted')
        this.#say({ is: 'case', outcome: 'error' });
      return;
    }
    this.#reports.set(id, report);
    this.#say({ is: 'case', outcome: outcomeOf(report.claims) });
    const evidence = attachedTo(result, attachments.evidence);
    if (evidence) this.#missing.push(...missingUnless('reports/evidence', () => this.#evidence.add(id, evidence)));
    this.#options.onReport?.(keyOf(test), report);
    const wrong = report.claims.filter(({ verdict }) => standsAgainst(verdict));
    if (wrong.length === 0 || result.status !== 'passed') return;
    result.status = 'failed';
    const told = { ...report, documentation: planned.documented.contract.source.url };
    result.errors = wrong.map((claim) => ({ message: explainVerdict(claim, told, this.#options.info) }));
    result.error = { message: result.errors.map(({ message }) => message).join('\n\n') };
  }

  onStdErr(chunk: string | Buffer): void {
    const text = signInOf(chunk.toString());
    if (text !== undefined) this.#say({ is: 'sign in', text });
  }

  /** An error without a test; what fails while a signal ends the run follows from that. */
  onError({ message }: { message?: string }): void {
    const text = sanitise(message ?? 'an error without a message');
    if (this.#isJudged) this.#say({ is: 'trouble', text });
    else if (this.#options.heeded.signal() === undefined) this.#troubles.push(text);
  }

  /** The verdict is told before anything is written, so that it stands whatever becomes of the files. */
  async onEnd({ startTime, duration, status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const { folder, guard, tell, heeded } = this.#options;
    const results = this.#judge(startTime, duration, status);
    this.#isJudged = true;
    if (heeded.isAlone()) return { status: 'interrupted' };
    if (guard.holds(resultsText(results))) {
      await tell({ is: 'withheld' });
      return { status: 'failed' };
    }
    const told = { before: this.#options.before?.(), isShard: this.#shard !== undefined };
    await tell({ is: 'judged', judgement: judgementOf(results, process.env, told) });
    const missing = [
      ...this.#missing.slice(0, 1),
      ...writeReports(folder, results, () => this.#certificateOf(results)),
      ...missingUnless(`reports/${shardFolder}`, () => this.#shard && this.#writeShard(this.#shard)),
      ...missingUnless('reports/allure-results', () => this.#options.onResults?.(results)),
    ];
    for (const one of missing) await tell({ is: 'missing', ...one });
    await tell({ is: 'written' });
    return { status: results.conformant && missing.length === 0 ? 'passed' : 'failed' };
  }

  #judge(startTime: Date, duration: number, status: FullResult['status']): Results {
    const startedAt = startTime.toISOString();
    const { info, run, rules } = this.#options;
    const shard = this.#shard;
    const told = { ...info, run, ...(shard && { shard }), startedAt, milliseconds: Math.round(duration) };
    const signal = this.#options.heeded.signal() ?? (status === 'interrupted' ? 'SIGINT' : undefined);
    if (signal !== undefined) this.#interrupt(signal);
    const beside = {
      troubles: this.#troubles,
      reviews: reviewsOf(rules.deviations, startedAt.slice(0, 10)),
      ...(signal === undefined ? {} : { signal }),
    };
    return buildResults(this.#chosen, this.#reports, this.#problems, beside, told, this.#times);
  }

  /** What was not judged before a signal came was not asked. */
  #interrupt(signal: string): void {
    const cause: Omission = { cause: { by: 'signal', signal }, what: `the run was interrupted (${signal}) before it` };
    for (const { documented } of this.#chosen)
      if ((this.#reports.get(documented.id)?.claims ?? []).length === 0) this.#problems.set(documented.id, cause);
  }

  /** Leaves everything that a shard wrote as one file for the merging. */
  #writeShard(shard: Shard): void {
    const { folder } = this.#options;
    const { evidence: _evidence, ...single } = runFiles;
    const names = [
      ...Object.values(single),
      ...this.#evidence.of(this.#chosen.map(({ documented }) => documented.id)).flatMap(({ file }) => file ?? []),
    ];
    ownFolder(join(folder, shardFolder));
    const files = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
    writeFile(join(folder, shardFile(shard)), shardArchive(files));
  }

  #certificateOf(results: Results): Certificate {
    const { rules, planned, pages } = this.#options;
    return certificateOf(
      results,
      { rules, planned, pages },
      {
        results: { file: runFiles.results, sha256: sha256(resultsText(results)) },
        evidence: this.#evidence.of(results.cases.map(({ id }) => id)),
      },
    );
  }

  /** Says something in passing. */
  #say(told: Told): void {
    this.#options.tell(told).catch(() => undefined);
  }
}

/** The titles of a test below its file, as the plan has them. */
function keyOf(test: TestCase): string {
  return titleKey(test.titlePath().slice(-3));
}

function reportIn(result: TestResult): CaseReport | undefined {
  const body = attachedTo(result, attachments.report);
  return body === undefined ? undefined : (JSON.parse(body.toString('utf8')) as CaseReport);
}

/** The bytes that a worker attached. */
function attachedTo({ attachments: found }: TestResult, wanted: string): Buffer | undefined {
  return found.find(({ name }) => name === wanted)?.body;
}
