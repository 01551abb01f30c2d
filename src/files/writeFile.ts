import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, lstatSync, openSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileError } from './fileError.ts';

/** A file that is written, and not yet in its place. */
export interface Staged {
  /** Puts it into its place; whatever stood there before, a link included, is replaced. */
  commit(): void;
  discard(): void;
}

/**
 * Writes a file as a whole: beside its place, under a name that nobody knows, and then moved there. A link in its place is
 * replaced and never followed, and nothing half-written is left. Throws `FileError`.
 */
export function writeFile(file: string, content: string | Uint8Array, mode?: number): void {
  const staged = stageFile(file, content, mode);
  staged.commit();
}

/** Writes a file beside its place, where it waits for others to be written; `mode` is that of a new file. Throws `FileError`. */
export function stageFile(file: string, content: string | Uint8Array, mode = 0o666): Staged {
  const beside = join(dirname(file), `.${randomUUID()}.new`);
  let isMade = false;
  const discard = (): void => {
    if (isMade) rmSync(beside, { force: true });
  };
  const orDiscard = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      discard();
      throw refusal(error);
    }
  };
  orDiscard(() => {
    const before = statusOf(file);
    const opened = openSync(beside, 'wx', mode);
    isMade = true;
    try {
      writeFileSync(opened, content);
      if (before?.isFile()) fchmodSync(opened, before.mode & 0o777);
    } finally {
      closeSync(opened);
    }
  });
  return { commit: () => orDiscard(() => renameSync(beside, file)), discard };
}

/** What has a name, be it a link; undefined if nothing has it. */
export function statusOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** What the system says of a place that cannot be written to, in words. */
const problems: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOSPC: 'no space is left on its disk',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'it would be too large for its file system',
  ENOENT: 'its folder is missing',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'a folder has its name',
  ENXIO: 'nobody reads that pipe',
  ENAMETOOLONG: 'its name is too long',
};

/** An error of the system as what it is for a file that is to be written; any other error stays as it is. */
export function refusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  return new FileError(`cannot be written: ${problems[code] ?? 'the system refuses it'} (${code})`);
}
