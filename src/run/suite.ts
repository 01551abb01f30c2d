import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder, loadContracts, loadPolicies, loadSafety, loadSeal } from '../contracts/load.ts';
import { type Deviation, Deviations } from '../judge/deviation.ts';
import { Policies } from '../judge/policy.ts';
import { type Api, createApi } from '../model/api.ts';
import type { Contracts } from '../model/contracts.ts';
import type { Safety } from '../model/safety.ts';
import { brokenSeals } from '../model/seal.ts';
import { type PlannedCase, plan } from '../plan/plan.ts';
import { narrowed, onlyVariable } from '../plan/selector.ts';
import { readCapabilities } from '../settings/file/readCapabilities.ts';
import { readSettingFile } from '../settings/file/settingFile.ts';
import { flagProblems } from '../settings/refused/eavesdroppers.ts';
import { type Environment, SettingError, type SettingProblem } from '../settings/setting.ts';
import { SettingProblems } from '../settings/settingProblems.ts';
import { settings } from '../settings/settings.ts';
import { surveyTarget, type Target } from '../settings/target.ts';
import { extraTrust, trustWith } from '../settings/trust.ts';
import type { Network } from '../transport/network.ts';
import { CapabilityFilter } from './capabilityFilter.ts';
import { deviationProblems } from './deviationProblems.ts';

/** What is known before anything is sent: the target, the contracts, the plan, and the target's known deviations. */
export interface Suite {
  readonly target: Target;
  readonly contracts: Contracts;
  readonly api: Api;
  readonly plan: readonly PlannedCase[];
  /** How many cases there are at the levels that are asked, also where only some are planned. */
  readonly planned: number;
  readonly deviations: Deviations;
  readonly policies: Policies;
  /** What each documented request does to a tenant. */
  readonly safety: Safety;
  /** How the target is reached. */
  readonly network: Network;
  /** What the target claims, where that is not everything. */
  readonly capable?: CapabilityFilter;
}

const mostProblems = 10;

/** The variable by which a run tells its processes which day it is, so that all of them know the same deviations at midnight. */
export const dayVariable = 'GPCONF_DAY';

/** The day of a run, YYYY-MM-DD in UTC: the one that it was told, or today. */
export function dayOf(environment: Environment): string {
  return environment[dayVariable] ?? new Date().toISOString().slice(0, 10);
}

/** What an environment says of a run: what is known before anything is sent, as far as that is right, and whatever is wrong or missing. */
export interface SuiteSurvey {
  readonly suite?: Suite;
  readonly target?: Target;
  readonly problems: readonly SettingProblem[];
}

/** Reads target, contracts and deviations; throws `SettingError`, a line for whatever makes a run senseless. `today` is YYYY-MM-DD. */
export function readSuite(environment: Environment, today = dayOf(environment)): Suite {
  return settledSuite(surveySuite(environment, { today }));
}

/** The suite of a survey that found nothing wrong or missing; throws `SettingError`, a line for everything else. */
export function settledSuite({ suite, problems }: SuiteSurvey): Suite {
  if (!suite || problems.length > 0) throw new SettingError(problems);
  return suite;
}

/** The suite for naming its cases, which sends nothing: what is missing for a run is no reason to stop. Throws `SettingError` for what is wrong. */
export function listedSuite({ suite, problems }: SuiteSurvey): Suite {
  const wrong = problems.filter(({ kind }) => kind === 'wrong');
  if (!suite || wrong.length > 0) throw new SettingError(wrong.length > 0 ? wrong : problems);
  return suite;
}

/**
 * Reads as much of target, contracts and deviations as an environment says, and collects what is wrong or missing. `options` are
 * those that Node was started with.
 */
export function surveySuite(
  environment: Environment,
  { today = dayOf(environment), options = [] }: { readonly today?: string; readonly options?: readonly string[] } = {},
): SuiteSurvey {
  const problems = new SettingProblems();
  const survey = surveyTarget(environment);
  problems.add(survey.problems);
  if (survey.target?.live) problems.add(flagProblems(options));
  const { target, isDoubtful } = survey;
  const suite = target && problems.attempt(() => suiteOf(target, environment, today, problems));
  return {
    ...(target ? { target } : {}),
    ...(suite && !isDoubtful ? { suite } : {}),
    problems: problems.found,
  };
}

function suiteOf(target: Target, environment: Environment, today: string, problems: SettingProblems): Suite {
  const contracts = loadContracts();
  const broken = brokenSeals(contracts, loadSeal());
  if (broken.length > 0) throw new SettingError(broken.slice(0, mostProblems));
  const api = createApi(contracts);
  const planned = plan(api, target.levels);
  const { capabilities } = target;
  const read = {
    deviations: problems.attempt(() => checkedDeviations(target, api, today)),
    policies: problems.attempt(() => readPolicies(target)),
    plan: problems.attempt(() => chosenOf(planned, environment[onlyVariable])),
    claimed: problems.attempt(() => capabilities && readCapabilities(capabilities, api, planned)),
  };
  // How the target is reached is nothing of the plan, which can be told without it.
  const network = problems.attempt(() => networkOf(target, environment)) ?? {};
  if (!read.deviations || !read.policies || !read.plan || (capabilities !== undefined && !read.claimed))
    throw new SettingError(problems.found);
  return {
    target,
    contracts,
    api,
    plan: read.plan,
    planned: planned.length,
    deviations: read.deviations,
    policies: read.policies,
    safety: loadSafety(),
    network,
    ...(read.claimed ? { capable: new CapabilityFilter(read.claimed, api) } : {}),
  };
}

function checkedDeviations(target: Target, api: Api, today: string): Deviations {
  const deviations = Deviations.on(today, readDeviations(target), target.kind);
  const problems = deviationProblems(deviations, api);
  if (problems.length > 0) throw new SettingError(problems.slice(0, mostProblems));
  return deviations;
}

function chosenOf(planned: readonly PlannedCase[], chosen: string | undefined): readonly PlannedCase[] {
  try {
    return narrowed(planned, chosen);
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error));
  }
}

function networkOf({ ca, proxies, insecure }: Target, environment: Environment): Network {
  return {
    ...(ca === undefined ? {} : { trust: [...trustWith(ca), ...extraTrust(environment)] }),
    ...(proxies ? { proxies } : {}),
    ...(insecure ? { insecure } : {}),
  };
}

function readPolicies({ policies }: Target): Policies {
  try {
    return new Policies(loadPolicies(), policies);
  } catch (error) {
    throw new SettingError(`GRAPH_POLICIES: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The deviations in the file that is named, or in that of the kind of target. */
function readDeviations({ kind, deviations }: Target): Deviation[] {
  const file = deviations ?? join(contractsFolder, `deviations/${kind}.json`);
  if (deviations === undefined && !existsSync(file)) return [];
  const content = readSettingFile<{ deviations: Deviation[] }>(settings.deviations.name, file, 'deviations');
  return content.deviations;
}
