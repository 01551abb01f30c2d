import type { AllureReporter } from 'allure-playwright';
import { type PlannedCase, titleKey } from '../contract/plan.ts';
import type { Outcome } from '../contract/verdict.ts';
import { ownAttachments } from './attachments.ts';
import { describeDrift, explainVerdict, type ToldRun } from './message.ts';
import { type CaseReport, type ClaimRecord, outcomeOf, type RunInfo } from './results.ts';
import { sanitise } from './sanitise.ts';
import { describeTarget } from './targetText.ts';
import type { VolatileField } from './volatile.ts';

type Options = ConstructorParameters<typeof AllureReporter>[0];
type Listener = NonNullable<Options['listeners']>[number];
type AllureResult = Parameters<NonNullable<Listener['beforeTestResultWrite']>>[0];
type AllureStatus = NonNullable<AllureResult['status']>;

/** How each outcome shows: what the target did is failed, what could not be told or is our own fault is broken. */
const statuses: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  deviation: 'passed',
  fail: 'failed',
  healed: 'failed',
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

/** The options of allure-playwright: each result is shown as the suite judged it, with the documentation page beside it. */
export function allureOptions(
  plan: readonly PlannedCase[],
  info: Omit<RunInfo, VolatileField>,
  reports: ReadonlyMap<string, CaseReport>,
): Options {
  const planned = new Map(plan.map((one) => [titleKey(one.titles), one]));
  return {
    resultsDir: 'reports/allure-results',
    detail: false,
    suiteTitle: false,
    environmentInfo: {
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
}

function refine(result: AllureResult, { documented }: PlannedCase, report: CaseReport | undefined, run: ToldRun): void {
  const { contract, resource, kind, path } = documented;
  const { method } = contract.request;
  const outcome = report ? outcomeOf(report.claims) : 'error';
  result.labels = [
    ...result.labels.filter(({ name }) => !hiddenLabels.has(name)),
    { name: 'epic', value: 'Intune Group Policy (beta)' },
    { name: 'feature', value: resource },
    { name: 'story', value: contract.title },
    { name: 'method', value: kind === 'request' ? method : kind },
    { name: targetLabel, value: describeTarget(run.target) },
    { name: outcomeLabel, value: outcome },
  ];
  result.parameters.push({ name: 'case', value: documented.id }, { name: 'request', value: `${method} ${path}` });
  result.links.push({ name: contract.source.page, url: contract.source.url, type: 'link' });
  result.status = statuses[outcome] as AllureStatus;
  if (!report) return;
  if (report.drift.length > 0)
    result.parameters.push({ name: 'seen, but not documented', value: sanitise(describeDrift(report.drift)) });
  for (const { warning, text, received } of report.claims)
    if (warning !== undefined)
      result.parameters.push({ name: `let pass by policy ${warning}`, value: sanitise(`${text}: ${received}`) });
  const wrong = report.claims.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'deviation');
  const told = { ...report, documentation: contract.source.url };
  const explained = (claim: ClaimRecord): string => explainVerdict(claim, told, run);
  if (wrong.length > 0) result.statusDetails = { message: wrong.map(explained).join('\n\n') };
  for (const step of result.steps) refineStep(step, report.claims, explained);
  result.steps = result.steps.filter(({ name }) => !ownAttachments.has(name ?? ''));
}

type Step = AllureResult['steps'][number];

/** A step that shows a claim has its status and the whole message, without a stack. */
function refineStep(step: Step, claims: readonly ClaimRecord[], explained: (claim: ClaimRecord) => string): void {
  const claim = claims.find(({ text }) => step.name === text || step.name?.startsWith(`${text} (`));
  if (!claim) return;
  step.status = statuses[claim.verdict] as AllureStatus;
  step.statusDetails = claim.verdict === 'pass' ? {} : { message: explained(claim) };
}
