import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { loadSchema } from '../contract/load.ts';
import { createAjv } from '../contract/schemas.ts';
import { SettingError } from './setting.ts';

const mostProblems = 10;

/** The JSON in a file that a setting names, held against a schema of the contracts folder. Throws `SettingError`, a line for each problem. */
export function readSettingFile<T>(setting: string, file: string, schema: string): T {
  const validate = createAjv({ allErrors: true }).compile<T>(loadSchema(schema));
  const found = parsed(setting, file);
  if (validate(found)) return found;
  const problems = (validate.errors ?? []).slice(0, mostProblems).map((error) => `${file}${describe(error)}`);
  throw new SettingError(problems.join('\n'));
}

function parsed(setting: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new SettingError(`${setting} is "${file}", which is no file that can be read`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SettingError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where in a file what is wrong, with the names that ajv leaves out of its message. */
function describe({ instancePath, message, params }: ErrorObject): string {
  const allowed: unknown = params['allowedValues'];
  const extra: unknown = params['additionalProperty'];
  return [
    `${instancePath}: ${message ?? 'is wrong'}`,
    ...(typeof extra === 'string' ? [` ("${extra}")`] : []),
    ...(Array.isArray(allowed) ? [`: ${allowed.join(', ')}`] : []),
  ].join('');
}
