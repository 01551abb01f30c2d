import { existsSync, readFileSync } from 'node:fs';
import type { Api } from '../contract/api.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import { contractsFolder } from '../contract/load.ts';
import { isAddressable } from '../contract/path.ts';
import { matchesPattern } from '../contract/pattern.ts';
import type { PlannedCase } from '../contract/plan.ts';
import { resourceOf } from '../contract/requestContract.ts';
import { createAjv } from '../contract/schemas.ts';
import { SettingError } from './setting.ts';

/** The capabilities in a file, held against its schema and against what there is to be capable of. Throws `SettingError`. */
export function readCapabilities(file: string, api: Api, plan: readonly PlannedCase[]): Capabilities {
  if (!existsSync(file)) throw new SettingError(`GRAPH_CAPABILITIES is "${file}", which is no file`);
  const found = parsed(file);
  const schema = JSON.parse(readFileSync(`${contractsFolder}capabilities.schema.json`, 'utf8')) as object;
  const validate = createAjv().compile<Capabilities>(schema);
  if (!validate(found)) {
    const [error] = validate.errors ?? [];
    const allowed =
      error?.params && 'allowedValues' in error.params ? `: ${error.params['allowedValues'].join(', ')}` : '';
    const extra =
      error?.params && 'additionalProperty' in error.params ? ` ("${error.params['additionalProperty']}")` : '';
    throw new SettingError(`${file}${error?.instancePath ?? ''}: ${error?.message ?? 'is wrong'}${extra}${allowed}`);
  }
  const problems = strangersIn(found, api, plan);
  if (problems.length > 0) throw new SettingError(problems.map((problem) => `${file}${problem}`).join('\n'));
  return found;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is named in capabilities and is nowhere in the contracts. */
function strangersIn(
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
