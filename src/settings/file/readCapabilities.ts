import type { Api } from '../../model/api.ts';
import type { Capabilities } from '../../model/capabilities.ts';
import { isAddressable } from '../../model/path.ts';
import { resourceOf } from '../../model/requestContract.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import { matchesPattern } from '../../value/pattern.ts';
import { SettingError } from '../setting.ts';
import { settings } from '../settings.ts';
import { readSettingFile } from './settingFile.ts';

const mostProblems = 10;

/** The capabilities in a file, held against its schema and against what there is to be capable of. Throws `SettingError`. */
export function readCapabilities(file: string, api: Api, plan: readonly PlannedCase[]): Capabilities {
  const found = readSettingFile<Capabilities>(settings.capabilities.name, file, 'capabilities');
  const problems = capabilityProblems(found, api, plan);
  if (problems.length > 0)
    throw new SettingError(problems.slice(0, mostProblems).map((problem) => `${file}${problem}`));
  return found;
}

/** What is named in capabilities and is nowhere in the contracts: where it stands, with a sentence. */
export function capabilityProblems(
  { types = [], ids = {}, without = [] }: Capabilities,
  api: Api,
  plan: readonly PlannedCase[],
): string[] {
  const resources = [...new Set(api.requests.map(resourceOf))];
  const parameters = new Set(resources.map((resource) => `${resource}Id`));
  const claims = new Set(plan.flatMap((planned) => planned.claims.map(({ id }) => id)));
  return [
    ...types
      .filter((type) => !resources.includes(type))
      .map((type) => `/types: "${type}" has no pages; the resource types are ${resources.join(', ')}`),
    ...Object.keys(ids)
      .filter((parameter) => !parameters.has(parameter))
      .map((parameter) => `/ids: "${parameter}" is no path parameter; they are ${[...parameters].join(', ')}`),
    ...Object.entries(ids).flatMap(([parameter, known]) =>
      known.filter((id) => !isAddressable(id)).map((id) => `/ids/${parameter}: "${id}" cannot be a segment of a path`),
    ),
    ...without
      .filter((pattern) => ![...claims].some((id) => matchesPattern(pattern, id)))
      .map((pattern) => `/without: no claim is named like "${pattern}"; reports/results.json shows the ids of claims`),
  ];
}
