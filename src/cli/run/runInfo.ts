import { suitePackage } from '../../files/root.ts';
import { digestOf, type RunInfo } from '../../report/record/results.ts';
import type { VolatileField } from '../../report/record/unstableFields.ts';
import type { Suite } from '../../run/suite.ts';
import { targetInfoOf } from '../../run/suiteTarget.ts';
import { repetition } from '../../settings/rerunEnvironment.ts';
import type { Environment } from '../../settings/setting.ts';

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
