import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process, and the one that started it. */
export type Kinship = readonly [pid: number, parent: number];

/** A process and all that came of it, the youngest first. */
function descentOf(pid: number, all: readonly Kinship[]): number[] {
  const children = all.filter(([child, parent]) => parent === pid && child !== pid).map(([child]) => child);
  return [...children.flatMap((child) => descentOf(child, all)), pid];
}

/** Ends a process and all that came of it, at once. */
export function killTree(pid: number): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', `${pid}`, '/T', '/F'], { stdio: 'ignore' });
  else for (const one of descentOf(pid, kinships()).toReversed()) kill(one);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function kinships(): Kinship[] {
  return process.platform === 'linux' ? kinshipsOfProc() : kinshipsOfPs();
}

function kinshipsOfProc(): Kinship[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): Kinship[] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
}

function kinshipsOfPs(): Kinship[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^ *(\d+) +(\d+) *$/gm)].map(([, pid, parent]) => [Number(pid), Number(parent)]);
}
