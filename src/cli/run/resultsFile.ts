import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from '../../contracts/load.ts';
import { suitePackage } from '../../files/root.ts';
import { ResultsError, readResults } from '../../report/record/readResults.ts';
import type { Results } from '../../report/record/results.ts';
import { readGiven } from '../option/fileOption.ts';
import { UsageError } from '../option/usageError.ts';

/** The largest results that are read; those of the whole plan have a tenth of it. */
const mostBytes = 128 * 1024 * 1024;

/** The results in a file; throws `UsageError` for a file that holds none of this suite or cannot be read. */
export function resultsIn(file: string): Results {
  const text = readGiven(file, mostBytes);
  const schema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;
  try {
    return readResults(text, schema, suitePackage().version);
  } catch (error) {
    throw error instanceof ResultsError ? new UsageError(`${file} ${error.message}`) : error;
  }
}
