import { hostname } from 'node:os';
import { join } from 'node:path';
import { LockedError, lockText, takeLock } from '../../files/lock.ts';
import { sanitise } from '../../value/sanitise.ts';
import { UsageError } from '../option/usageError.ts';
import { describeHolder, type Holder, holderText, isHeldBy } from './lockHolder.ts';
import { isRunning, processId } from './processId.ts';

/** The name of the lock in the folder that a run writes to. */
export const lockName = 'run.lock';

/** The lock of a run, which is kept until all its processes have ended. */
export interface RunLock {
  /** Has another process keep the lock, too. */
  share(pid: number): void;
  release(): void;
}

/** Locks the folder that a run writes to. Throws `UsageError` while another run writes there, and `FileError` if it cannot be written. */
export function lockFolder(folder: string, command: string, now: Date): RunLock {
  const file = join(folder, lockName);
  const host = hostname();
  const own = processId(process.pid);
  const holder: Holder = { command, host, since: now.toISOString(), processes: [own] };
  try {
    const lock = takeLock(file, holderText(holder), (text) => isHeldBy(text, host, isRunning));
    return {
      share: (pid) => lock.rewrite(holderText({ ...holder, processes: [own, processId(pid)] })),
      release: lock.release,
    };
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new UsageError(
      `${folder} is in use by ${describeHolder(error.text, host)}; wait for its end, run in another folder, or remove ${file} if that run has ended`,
    );
  }
}

/** Tells whoever reads from folders by a command that runs write to them at the moment. */
export function tellOfRuns(command: string, folders: readonly string[]): void {
  const notes = new Set(folders.flatMap((folder) => runNote(folder) ?? []));
  for (const note of notes) process.stderr.write(`${command}: ${sanitise(note)}\n`);
}

function runNote(folder: string): string | undefined {
  const host = hostname();
  const text = lockText(join(folder, lockName));
  if (text === undefined || !isHeldBy(text, host, isRunning)) return undefined;
  return `${folder} is being written to by ${describeHolder(text, host)}; what is read there is not complete`;
}
