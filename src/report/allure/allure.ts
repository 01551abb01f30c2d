import type { AllureReporter } from 'allure-playwright';
import type { CaseReport } from '../../judge/caseReport.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Outcome } from '../../judge/verdict.ts';
import { type PlannedCase, titleKey } from '../../plan/plan.ts';
import { sanitise } from '../../value/sanitise.ts';
import { caseText } from '../explain/caseText.ts';
import { describeDrift, explainVerdict, type ToldRun } from '../explain/message.ts';
import type { ReporterOptions } from '../playwright/reporter.ts';
import { ownAttachments } from '../record/attachments.ts';
import { outcomeOf } from '../record/buildResults.ts';
import type { RunInfo } from '../record/results.ts';
import { numbersLine, numbersOf } from '../record/totals.ts';
import type { VolatileField } from '../record/unstableFields.ts';
import { describeTarget } from '../text/targetText.ts';
import { causeOf } from './allureCause.ts';
import { tellWhy, verdictLine } from './allureVerdict.ts';

type Options = ConstructorParameters<typeof AllureReporter>[0];
type Listener = NonNullable<Options['listeners']>[number];
type AllureResult = Parameters<NonNullable<Listener['beforeTestResultWrite']>>[0];
type AllureStatus = NonNullable<AllureResult['status']>;

/** How each outcome shows: what the target did is failed, what could not be told or is our own fault is broken. */
const statuses: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  deviation: 'passed',
  fail: 'failed',
  healed: 'passed',
  inconclusive: 'broken',
  error: 'broken',
  skipped: 'skipped',
};

/** Labels that say nothing to a reader, or name a machine. */
const hiddenLabels = new Set([
  'host',
  'thread',
  'language',
  'framework',
  'package',
  'parentSuite',
  'suite',
  'subSuite',
  'titlePath',
  '_fallbackTestCaseId',
]);

/** The name under which a result carries its target, by which targets are shown side by side. */
export const targetLabel = 'target';

/** The variable by which a rendering is told the targets of its results. */
export const targetsVariable = 'GPCONF_TARGETS';

/** The name under which a result carries its outcome, for categories. */
export const outcomeLabel = 'outcome';

/** What writes results for Allure: the options of allure-playwright, and what it has to be told while a run goes on. */
export interface AllureWriter extends Required<Pick<ReporterOptions, 'onReport' | 'onResults'>> {
  readonly options: Options;
}

/** Has each result written to `folder` as the suite judged it, with the documentation page beside it, and the verdict of the run. */
export function allureWriter(
  plan: readonly PlannedCase[],
  info: Omit<RunInfo, VolatileField>,
  folder: string,
): AllureWriter {
  const planned = new Map(plan.map((one) => [titleKey(one.titles), one]));
  const reports = new Map<string, CaseReport>();
  let verdict: string | undefined;
  let claims: string | undefined;
  const options: Options = {
    resultsDir: folder,
    detail: false,
    suiteTitle: false,
    environmentInfo: {
      get verdict() {
        return verdict;
      },
      get claims() {
        return claims;
      },
      target: describeTarget(info.target),
      levels: info.levels.join(', '),
      contracts: `${info.contracts.count}, digest ${info.contracts.digest.slice(0, 12)}`,
      suite: `${info.suite.name} ${info.suite.version}`,
    },
    listeners: [
      {
        beforeTestResultWrite: (result) => {
          const key = (result.fullName ?? '').split(' › ').slice(1).join(' › ');
          const one = planned.get(key);
          if (one) refine(result, one, reports.get(key), info);
        },
      },
    ],
  };
  return {
    options,
    onReport: (key, report) => reports.set(key, report),
    onResults: (results) => {
      verdict = verdictLine(results);
      claims = numbersLine(numbersOf(results.totals.claims));
      tellWhy(results, folder);
    },
  };
}

function refine(result: AllureResult, { documented }: PlannedCase, report: CaseReport | undefined, run: ToldRun): void {
  const { contract, resource, kind, path } = documented;
  const { method } = contract.request;
  const outcome = report ? outcomeOf(report.claims) : 'error';
  const target = describeTarget(run.target);
  result.labels = [
    ...result.labels.filter(({ name }) => !hiddenLabels.has(name)),
    { name: 'epic', value: 'Intune Group Policy (beta)' },
    { name: 'feature', value: resource },
    { name: 'story', value: contract.title },
    { name: 'method', value: kind === 'request' ? method : kind },
    { name: targetLabel, value: target },
    { name: outcomeLabel, value: outcome },
    ...causeOf(outcome, report?.claims ?? []),
  ];
  result.parameters = [
    { name: 'target', value: target, mode: 'hidden' },
    { name: 'case', value: documented.id },
    { name: 'request', value: `${method} ${path}` },
    ...notesOf(report).map((note) => ({ ...note, excluded: true })),
  ];
  result.links.push({ name: contract.source.page, url: contract.source.url, type: 'link' });
  result.status = statuses[outcome] as AllureStatus;
  if (!report) return;
  const told = { ...report, documentation: contract.source.url };
  const text = caseText({ ...told, verdict: outcome }, run);
  if (text) result.statusDetails = { message: text.details };
  for (const step of result.steps) refineStep(step, report.claims, (claim) => explainVerdict(claim, told, run));
  result.steps = result.steps.filter(({ name }) => !ownAttachments.has(name ?? ''));
}

/** What is to be told of a case beside its verdicts. It comes and goes, so that the history of a case must not depend on it. */
function notesOf(report: CaseReport | undefined): { name: string; value: string }[] {
  const { drift = [], claims = [] } = report ?? {};
  return [
    ...(drift.length > 0 ? [{ name: 'not documented', value: sanitise(describeDrift(drift)) }] : []),
    ...claims.flatMap(({ warning, text, received }) =>
      warning === undefined ? [] : [{ name: 'let pass', value: sanitise(`${warning}: ${text}: ${received}`) }],
    ),
  ];
}

type Step = AllureResult['steps'][number];

/** The outcomes whose reason is in the title of a step already. */
const toldInTitle: ReadonlySet<Outcome> = new Set(['pass', 'inconclusive', 'skipped']);

/** A step that shows a claim has its status and the whole message, without a stack. */
function refineStep(step: Step, claims: readonly ClaimRecord[], explained: (claim: ClaimRecord) => string): void {
  const claim = claims.find(({ text }) => step.name === text || step.name?.startsWith(`${text} (`));
  if (!claim) return;
  step.status = statuses[claim.verdict] as AllureStatus;
  step.statusDetails = toldInTitle.has(claim.verdict) ? {} : { message: explained(claim) };
}
