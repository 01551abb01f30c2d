import { isDeepStrictEqual } from 'node:util';
import { loadPolicies } from '../contracts/load.ts';
import { type Deviation, Deviations } from '../judge/deviation.ts';
import { Policies, type Stance } from '../judge/policy.ts';
import type { Api } from '../model/api.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { Level } from '../model/level.ts';
import type { Safety } from '../model/safety.ts';
import type { TargetInfo } from '../model/targetInfo.ts';
import type { Omission } from '../plan/omission.ts';
import type { PlannedCase } from '../plan/plan.ts';
import { capabilityProblems } from '../settings/file/readCapabilities.ts';
import { schemaProblems } from '../settings/file/settingFile.ts';
import { packageCommand, repeatedSettings } from '../settings/rerunEnvironment.ts';
import { surveyTarget } from '../settings/target.ts';
import { CapabilityFilter } from './capabilityFilter.ts';
import { deviationProblems } from './deviationProblems.ts';
import { leftOut } from './leftOut.ts';

/** A finished run, as its files tell of it. */
export interface ToldRun {
  readonly target: TargetInfo;
  readonly levels: readonly Level[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly command?: string;
  readonly startedAt: string;
  /** Both are told by the certificate; a run of which nothing was sent has none. */
  readonly stances?: Readonly<Record<string, Stance>>;
  readonly deviations?: { readonly entries: readonly Deviation[]; readonly lapsed?: readonly Deviation[] };
}

const mostProblems = 10;
/** How long before its first case a run may have read its deviations, in milliseconds. */
const preparation = 60 * 60 * 1000;

/**
 * A sentence for everything by which no run could have been as it is told: settings that give another target, a command that is
 * none of the suite's, capabilities and deviations by which no run would have begun on its day.
 */
export function toldProblems(told: ToldRun, api: Api, planned: readonly PlannedCase[]): string[] {
  const { target } = told;
  const { capabilities } = target;
  return [
    ...settingProblems(told),
    ...commandProblems(told),
    ...(capabilities === undefined ? [] : toldCapabilities(capabilities, api, planned)),
    ...toldDeviations(told, api),
  ];
}

/** What leaves claims out of a run that was as it is told; without problems it can be known. */
export function toldLeftOut(
  { settings = {}, target: { capabilities } }: Pick<ToldRun, 'settings' | 'target'>,
  api: Api,
  safety: Safety,
): { readonly before: (planned: PlannedCase) => ReadonlyMap<string, Omission>; readonly findsBy?: string } {
  const { target } = surveyTarget(settings);
  if (!target) throw new Error('the settings of the run give no target');
  const capable = capabilities && { capable: new CapabilityFilter(capabilities, api) };
  return {
    before: (planned) => leftOut(planned, { target, safety, api, ...capable }),
    ...(target.live && target.writes !== 'dedicated' ? { findsBy: target.writes } : {}),
  };
}

function toldCapabilities(capabilities: Capabilities, api: Api, planned: readonly PlannedCase[]): string[] {
  const wrong = schemaProblems('capabilities', capabilities);
  const problems = wrong.length > 0 ? wrong : capabilityProblems(capabilities, api, planned);
  return problems.slice(0, mostProblems).map((problem) => `the capabilities of the target${problem}`);
}

/** The deviations are some with which a run of that day would have begun, and those whose review was over counted for nothing. */
function toldDeviations({ target, deviations, startedAt }: ToldRun, api: Api): string[] {
  const { entries, lapsed = [] } = deviations ?? { entries: [] };
  const all = [...entries, ...lapsed];
  const wrong = schemaProblems('deviations', { deviations: all }).map(
    (problem) => `the deviations of the run${problem}`,
  );
  if (wrong.length > 0) return wrong;
  const [earliest, latest] = [Date.parse(startedAt) - preparation, Date.parse(startedAt)].map(dayOf);
  const misplaced = [
    ...entries.filter(({ reviewBy }) => reviewBy < (earliest ?? '')),
    ...lapsed.filter(({ reviewBy }) => reviewBy >= (latest ?? '')),
  ].map(
    ({ contract, claim, reviewBy }) =>
      `deviation of ${contract} at "${claim}": its review was due by ${reviewBy}, by which the run of ${latest} does not go`,
  );
  const problems = deviationProblems(new Deviations(entries, target.kind, lapsed), api);
  return [...misplaced, ...problems].slice(0, mostProblems);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The settings are those that a run tells of, and the target is what they make it. */
function settingProblems({ settings = {}, target, levels, stances }: ToldRun): string[] {
  const survey = surveyTarget(settings);
  const wrong = survey.problems.filter(({ kind }) => kind === 'wrong').map(({ sentence }) => sentence);
  if (wrong.length > 0) return wrong.slice(0, mostProblems);
  if (!survey.target) return ['the settings give no target'];
  if (!isDeepStrictEqual(repeatedSettings(settings), settings))
    return ['the settings have some that no run tells of, or that change nothing'];
  const { kind, baseUrl, insecure, capabilities, policies } = survey.target;
  const pairs: readonly (readonly [name: string, told: unknown, made: unknown])[] = [
    ['kind of the target', target.kind, kind],
    ['base URL of the target', target.baseUrl, baseUrl],
    ['checking of certificates', target.insecure, insecure],
    ['existence of capabilities', target.capabilities !== undefined, capabilities !== undefined],
    ['levels', levels, survey.target.levels],
    ...(stances ? [['stances of policies', stances, new Policies(loadPolicies(), policies).stances] as const] : []),
  ];
  return pairs.flatMap(([name, one, other]) =>
    isDeepStrictEqual(one, other) ? [] : [`the settings make the ${name} another than is told`],
  );
}

function commandProblems({ command }: ToldRun): string[] {
  return command === undefined || command === packageCommand()
    ? []
    : ['the command to run a case again is none of the suite'];
}
