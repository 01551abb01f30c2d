import { FileError } from '../../files/fileError.ts';
import { parseJson } from '../../files/parseJson.ts';
import { createAjv } from '../../model/schemas.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { Results } from './results.ts';

/** The whole plan has a twentieth of these values. */
const bounds = { deepest: 64, mostValues: 2_000_000 };

/** A text is not the results of a run that this suite can read; the message goes on from the name of the file. */
export class ResultsError extends Error {}

/**
 * Results from the text of a file, valid under `schema` (that of `results.json`) and written by a suite of the same major
 * version as `version`. Throws `ResultsError`.
 */
export function readResults(text: string, schema: object, version: string): Results {
  const found = parsed(text);
  const writer = versionIn(found);
  if (writer !== undefined && majorOf(writer) !== majorOf(version))
    throw new ResultsError(
      `is of version ${sanitise(writer, 40)} of the suite and this is ${version}; compare it with that version`,
    );
  const validate = createAjv().compile<Results>(schema);
  if (validate(found)) return found;
  const [error] = validate.errors ?? [];
  throw new ResultsError(
    `is not the results of a run: ${sanitise(error?.instancePath || 'its root', 200)} ${error?.message ?? 'is wrong'}`,
  );
}

function parsed(text: string): unknown {
  try {
    return parseJson(text, bounds);
  } catch (error) {
    throw error instanceof FileError ? new ResultsError(error.message) : error;
  }
}

function versionIn(found: unknown): string | undefined {
  const suite: unknown = found !== null && typeof found === 'object' && 'suite' in found ? found.suite : undefined;
  const version = suite !== null && typeof suite === 'object' && 'version' in suite ? suite.version : undefined;
  return typeof version === 'string' ? version : undefined;
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}
