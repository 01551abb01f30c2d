import { existsSync, readFileSync } from 'node:fs';
import { type Api, createApi } from '../contract/api.ts';
import type { Level } from '../contract/claim.ts';
import { type Deviation, Deviations } from '../contract/deviation.ts';
import { type Contracts, contractsFolder, loadContracts, loadSafety } from '../contract/load.ts';
import { type PlannedCase, plan } from '../contract/plan.ts';
import { Policies, type Policy } from '../contract/policy.ts';
import type { Safety } from '../contract/safety.ts';
import { brokenSeals, type Seal } from '../contract/seal.ts';
import { narrowed, onlyVariable } from '../contract/selector.ts';
import { Capable } from './capable.ts';
import type { Network } from './network.ts';
import { readCapabilities } from './readCapabilities.ts';
import { SettingError } from './setting.ts';
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
  const seal = JSON.parse(readFileSync(`${contractsFolder}seal.json`, 'utf8')) as Seal;
  const broken = brokenSeals(contracts, seal);
  if (broken.length > 0) throw new SettingError(broken.slice(0, mostProblems).join('\n'));
  const api = createApi(contracts);
  const planned = plan(api, target.levels);
  const deviations = new Deviations(readDeviations(target), target.kind);
  const places = plan(api, allLevels).flatMap(({ documented, claims }) =>
    claims.map((claim) => ({ contract: documented.contract.id, claim: claim.id })),
  );
  const problems = deviations.problems(places, today);
  if (problems.length > 0) throw new SettingError(problems.join('\n'));
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
  const content = JSON.parse(readFileSync(`${contractsFolder}policies.json`, 'utf8')) as { policies: Policy[] };
  try {
    return new Policies(content.policies, policies);
  } catch (error) {
    throw new SettingError(`GRAPH_POLICIES: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readDeviations({ kind, deviations }: Target): Deviation[] {
  const file = deviations ?? `${contractsFolder}deviations/${kind}.json`;
  if (!existsSync(file)) {
    if (deviations === undefined) return [];
    throw new SettingError(`GRAPH_DEVIATIONS is "${file}", which is no file`);
  }
  const content = JSON.parse(readFileSync(file, 'utf8')) as { deviations: Deviation[] };
  return content.deviations;
}
