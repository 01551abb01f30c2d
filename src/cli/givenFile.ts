import { writeFileSync } from 'node:fs';
import { FileError } from '../files/fileError.ts';
import { readText } from '../files/readText.ts';
import { UsageError } from './usageError.ts';

/** Reads a file that an argument names; throws `UsageError` for one that is not a regular file of UTF-8, or too large. */
export function readGiven(file: string, mostBytes: number): string {
  return orRefuse(file, () => readText(file, { mostBytes }));
}

/** What is made of a file that an argument names; what keeps it from being taken is wrong usage. */
export function orRefuse<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof FileError ? new UsageError(`${file} ${error.message}`) : error;
  }
}

/** Writes a file that an argument names; throws `UsageError` if it cannot be written. */
export function writeGiven(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(`${file} cannot be written (${String(error.code)})`);
  }
}
