import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from '../contract/load.ts';
import { ResultsError, readResults } from '../report/readResults.ts';
import type { Results } from '../report/results.ts';
import { UsageError } from './command.ts';

/** The results in a file; throws `UsageError` for a file that holds none of this suite, and as Node does where it cannot be read. */
export function resultsIn(file: string): Results {
  const text = readFileSync(file, 'utf8');
  const schema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;
  const suite = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  try {
    return readResults(text, schema, suite.version);
  } catch (error) {
    throw error instanceof ResultsError ? new UsageError(`${file} ${error.message}`) : error;
  }
}
