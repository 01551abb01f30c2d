import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, createApi } from '../contract/api.ts';
import type { Level } from '../contract/claim.ts';
import { type Deviation, Deviations } from '../contract/deviation.ts';
import {
  type Contracts,
  contractsFolder,
  loadContracts,
  loadPolicies,
  loadSafety,
  loadSeal,
} from '../contract/load.ts';
import { type PlannedCase, plan } from '../contract/plan.ts';
import { Policies } from '../contract/policy.ts';
import type { Safety } from '../contract/safety.ts';
import { brokenSeals } from '../contract/seal.ts';
import { narrowed, onlyVariable } from '../contract/selector.ts';
import { Capable } from './capable.ts';
import type { Network } from './network.ts';
import { readCapabilities } from './readCapabilities.ts';
import { SettingError } from './setting.ts';
import { readSettingFile } from './settingFile.ts';
import { settings } from './settings.ts';
import { readTarget, type Target } from './target.ts';
import { trustWith } from './trust.ts';

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
  readonly capable?: Capable;
}

const mostProblems = 10;
/** A deviation may be recorded at a claim of any level, also of one that this run is not asked for. */
const allLevels: readonly Level[] = ['shape', 'state', 'protocol'];

/** Reads target, contracts and deviations; throws one sentence for whatever makes a run senseless. `today` is YYYY-MM-DD. */
export function readSuite(
  environment: Readonly<Record<string, string | undefined>>,
  today = new Date().toISOString().slice(0, 10),
): Suite {
  const target = readTarget(environment);
  const contracts = loadContracts();
  const broken = brokenSeals(contracts, loadSeal());
  if (broken.length > 0) throw new SettingError(broken.slice(0, mostProblems).join('\n'));
  const api = createApi(contracts);
  const planned = plan(api, target.levels);
  const deviations = new Deviations(readDeviations(target), target.kind);
  const places = plan(api, allLevels).flatMap(({ documented, claims }) =>
    claims.map((claim) => ({ contract: documented.contract.id, claim: claim.id })),
  );
  const problems = deviations.problems(places, today);
  if (problems.length > 0) throw new SettingError(problems.slice(0, mostProblems).join('\n'));
  return {
    target,
    contracts,
    api,
    plan: chosenOf(planned, environment[onlyVariable]),
    planned: planned.length,
    deviations,
    policies: readPolicies(target),
    safety: loadSafety(),
    network: networkOf(target),
    ...(target.capabilities === undefined
      ? {}
      : { capable: new Capable(readCapabilities(target.capabilities, api, planned), api) }),
  };
}

function chosenOf(planned: readonly PlannedCase[], chosen: string | undefined): readonly PlannedCase[] {
  try {
    return narrowed(planned, chosen);
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error));
  }
}

function networkOf({ ca, proxies, insecure }: Target): Network {
  return {
    ...(ca === undefined ? {} : { trust: trustWith(ca) }),
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
