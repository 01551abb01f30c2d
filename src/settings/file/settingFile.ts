import type { ErrorObject } from 'ajv/dist/2020.js';
import { loadSchema } from '../../contracts/load.ts';
import { FileError } from '../../files/fileError.ts';
import { parseJson } from '../../files/parseJson.ts';
import { readText } from '../../files/readText.ts';
import { createAjv } from '../../model/schemas.ts';
import { SettingError } from '../setting.ts';

const mostProblems = 10;
/** People write these files; none is near this size. */
const mostBytes = 1024 * 1024;

/** The JSON in a file that a setting names, held against a schema of the contracts folder. Throws `SettingError`, a line for each problem. */
export function readSettingFile<T>(setting: string, file: string, schema: string): T {
  const found = parsed(setting, file);
  const problems = schemaProblems(schema, found).map((problem) => `${file}${problem}`);
  if (problems.length > 0) throw new SettingError(problems);
  return found as T;
}

/** What a schema of the contracts folder has against a value: where it stands, with a sentence; some of it, if it is much. */
export function schemaProblems(schema: string, found: unknown): string[] {
  const validate = createAjv({ allErrors: true }).compile(loadSchema(schema));
  return validate(found) ? [] : (validate.errors ?? []).slice(0, mostProblems).map(describe);
}

function parsed(setting: string, file: string): unknown {
  const text = orRefuse(`${setting} is "${file}", which `, () => readText(file, { mostBytes }));
  return orRefuse(`${file} `, () => parseJson(text));
}

function orRefuse<T>(before: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new SettingError([before + error.message, ...(error.detail === undefined ? [] : [error.detail])].join(': '));
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
