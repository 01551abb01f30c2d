import { sanitise } from '../../value/sanitise.ts';

/** A process by its number, and by when it was born, for numbers are given again; without a birth the number alone tells. */
export interface ProcessId {
  readonly pid: number;
  readonly birth?: string;
}

/** Whose a lock is: the command, its machine, since when, and its processes, of which one alone keeps it. */
export interface Holder {
  readonly command: string;
  readonly host: string;
  readonly since: string;
  readonly processes: readonly ProcessId[];
}

/** A holder as the text of a lock. */
export function holderText(holder: Holder): string {
  return `${JSON.stringify(holder)}\n`;
}

/** The holder that a lock names; undefined for a text that no run wrote. */
function readHolder(text: string): Holder | undefined {
  try {
    const found = JSON.parse(text) as Partial<Holder> | null;
    const { command, host, since, processes } = found ?? {};
    const isWhole = [command, host, since].every((part) => typeof part === 'string') && Array.isArray(processes);
    return isWhole && processes.length > 0 && processes.every(isProcessId) ? (found as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isProcessId(found: unknown): boolean {
  return typeof found === 'object' && found !== null && 'pid' in found && Number.isInteger(found.pid);
}

/** Whether a lock is held, as far as can be told from a machine: the processes of another one are never known to have ended. */
export function isHeldBy(text: string, host: string, isRunning: (id: ProcessId) => boolean): boolean {
  const holder = readHolder(text);
  return holder !== undefined && (holder.host !== host || holder.processes.some(isRunning));
}

/** A holder in words, seen from a machine. */
export function describeHolder(text: string, host: string): string {
  const holder = readHolder(text);
  if (!holder) return 'another run';
  const where = holder.host === host ? '' : ` on ${holder.host}`;
  const words = `${holder.command} (process ${holder.processes[0]?.pid}${where}, since ${holder.since})`;
  return sanitise(words, 200).replaceAll(/\s+/g, ' ');
}
