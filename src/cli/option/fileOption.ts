import { closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { FileError } from '../../files/fileError.ts';
import { readText } from '../../files/readText.ts';
import { refusal, statusOf, writeFile } from '../../files/writeFile.ts';
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

/**
 * Writes a file that an argument names, as a whole or not at all; a pipe or a device, such as /dev/stdout, is written to.
 * Throws `UsageError` if it cannot be written, and for a link, which may lead anywhere.
 */
export function writeGiven(file: string, text: string, mode?: number): void {
  orRefuse(file, () => {
    if (isStream(file)) writeStream(file, text);
    else if (statusOf(file)?.isSymbolicLink())
      throw new FileError('is a link, which is not written through; name a file');
    else writeFile(file, text, mode);
  });
}

/** Names of what a process has open: whatever they lead to, they are not files of a folder. */
const opened = /^\/(?:dev\/(?:stdout|stderr|fd\/)|proc\/)/;

function isStream(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (opened.test(file) || found.isFIFO() || found.isCharacterDevice());
}

/** A pipe that nobody reads is refused, for it would be waited for; Windows has no such pipes. */
function writeStream(file: string, text: string): void {
  const { O_WRONLY, O_NONBLOCK = 0 } = constants;
  try {
    const probe = openSync(file, O_WRONLY | O_NONBLOCK);
    const stream = openSync(file, O_WRONLY);
    closeSync(probe);
    try {
      writeFileSync(stream, text);
    } finally {
      closeSync(stream);
    }
  } catch (error) {
    throw refusal(error);
  }
}
