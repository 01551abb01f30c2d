import { createHash, randomUUID } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { refusal, writeFile } from './writeFile.ts';

/** Somebody else holds a lock; `text` is what they wrote into it. */
export class LockedError extends Error {
  readonly text: string;

  constructor(text: string) {
    super('somebody holds the lock');
    this.text = text;
  }
}

/** A lock that is held. */
export interface Lock {
  /** Changes what it says of its holder. */
  rewrite(text: string): void;
  /** Gives it up, unless somebody else has it by now. */
  release(): void;
}

/** No lock is longer, and one that is was written by no run. */
const mostBytes = 4096;

/** How often a lock that changes hands is looked at again. */
const mostAttempts = 20;

/**
 * Takes a lock: a file that only one can make, with a text that says whose it is. `isHeld` tells by such a text whether its
 * holder still runs; a lock without a holder changes hands to exactly one of all who want it. Throws `LockedError`, and
 * `FileError` if it cannot be written.
 */
export function takeLock(file: string, text: string, isHeld: (text: string) => boolean): Lock {
  const mine = `${file}.${randomUUID()}`;
  try {
    writeFileSync(mine, text, { flag: 'wx' });
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      if (isPlaced(mine, file, text) || succeeds(mine, file, isHeld)) return heldLock(file, text);
    }
    throw new LockedError(lockText(file) ?? '');
  } catch (error) {
    throw refusal(error);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** What a lock says; undefined if there is none, and empty for what is no lock. */
export function lockText(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isFile() || found.size > mostBytes) return '';
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether a lock without a holder could be taken over. Its successor is made under a name that follows from what it says, so
 * that it has but one, however many look at it at the same time.
 */
function succeeds(mine: string, file: string, isHeld: (text: string) => boolean): boolean {
  const before = lockText(file);
  if (before === undefined) return false;
  if (isHeld(before)) throw new LockedError(before);
  const successor = `${file}.${createHash('sha256').update(before).digest('hex').slice(0, 12)}`;
  if (!isPlaced(mine, successor, readFileSync(mine, 'utf8'))) {
    const other = lockText(successor);
    if (other !== undefined && isHeld(other)) throw new LockedError(other);
    rmSync(successor, { recursive: true, force: true });
    return false;
  }
  if (lockText(file) === before) {
    renameSync(successor, file);
    return true;
  }
  rmSync(successor, { force: true });
  return false;
}

/** File systems that know no second name for a file say so by one of these. */
const withoutLinks: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a file a second name, whole from the first moment; false if the name is taken. */
function isPlaced(mine: string, name: string, text: string): boolean {
  try {
    linkSync(mine, name);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
    return isWritten(name, text);
  }
}

function isWritten(name: string, text: string): boolean {
  try {
    writeFileSync(name, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function heldLock(file: string, text: string): Lock {
  let current = text;
  return {
    rewrite: (next) => {
      writeFile(file, next);
      current = next;
    },
    release: () => {
      if (lockText(file) === current) rmSync(file, { force: true });
    },
  };
}
