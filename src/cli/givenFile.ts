import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from './usageError.ts';

/** Reads a file that an argument names; throws `UsageError` where it cannot be read. */
export function readGiven(file: string): string {
  return orRefuse(file, 'read', () => readFileSync(file, 'utf8'));
}

/** Writes a file that an argument names; throws `UsageError` where it cannot be written. */
export function writeGiven(file: string, text: string): void {
  orRefuse(file, 'written', () => writeFileSync(file, text));
}

function orRefuse<T>(file: string, verb: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(
      error.code === 'ENOENT' && verb === 'read'
        ? `${file} is missing; name a file that is there`
        : `${file} cannot be ${verb} (${String(error.code)})`,
    );
  }
}
