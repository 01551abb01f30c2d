import { readFileSync } from 'node:fs';
import { isAlive } from '../../safety/ledger/alive.ts';
import type { ProcessId } from './lockHolder.ts';

/** A process of this machine, with its birth if the system tells it. */
export function processId(pid: number): ProcessId {
  const birth = birthOf(pid);
  return { pid, ...(birth === undefined ? {} : { birth }) };
}

/** Whether a process still runs; another one that was given its number is another one. */
export function isRunning({ pid, birth }: ProcessId): boolean {
  return pid > 0 && isAlive(pid) && (birth === undefined || (birthOf(pid) ?? birth) === birth);
}

/** When a process was born, in the clock ticks of a boot of the machine: the 22nd field of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. */
function birthOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return undefined;
  }
}
