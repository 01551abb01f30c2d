import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusal } from '../../files/writeFile.ts';
import { UsageError } from '../option/usageError.ts';

/** Makes a folder for files that nobody needs afterwards. Throws `UsageError` if the system's folder for them takes none. */
export function makeTemporary(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    const refused = refusal(error);
    throw refused === error || !(refused instanceof Error)
      ? error
      : new UsageError(
          `${tmpdir()}, where temporary files go, ${refused.message}; name a folder that you may write to in ${variable}`,
        );
  }
}

/** Throws `UsageError` if no temporary files can be made, as Playwright needs to. */
export function checkTemporary(): void {
  rmSync(makeTemporary('conformance-'), { recursive: true, force: true });
}

const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
