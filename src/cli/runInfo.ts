import { suitePackage } from '../contract/root.ts';
import { repetition } from '../graph/repeated.ts';
import type { Environment } from '../graph/setting.ts';
import type { Suite } from '../graph/suite.ts';
import { targetInfoOf } from '../graph/targetInfo.ts';
import { digestOf, type RunInfo } from '../report/results.ts';
import type { VolatileField } from '../report/volatile.ts';

/** What results say of a run before it begins. */
export function runInfoOf(suite: Suite, environment: Environment): Omit<RunInfo, VolatileField> {
  const { contracts, target } = suite;
  const { name, version } = suitePackage();
  return {
    suite: { name, version },
    contracts: { count: contracts.types.length + contracts.requests.length, digest: digestOf(contracts) },
    target: targetInfoOf(suite),
    levels: target.levels,
    ...repetition(environment),
  };
}
