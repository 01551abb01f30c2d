import { closeSync, existsSync, fdatasyncSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../../files/ownFolder.ts';
import type { Write } from './ledger.ts';
import { type Balance, balanceOf, type Line } from './line.ts';

/** A ledger on disk, open for writing; every line is on the disk when `write` returns. */
export interface LedgerFile {
  readonly write: Write;
  /** Closes the ledger; one after which nothing is left is deleted. */
  close(): void;
}

/** Begins a ledger in a folder, in a file of its own for each process. */
export function openLedger(folder: string, begin: Extract<Line, { is: 'begin' }>): LedgerFile {
  ownFolder(folder);
  const file = join(folder, `${begin.run}-${begin.pid}-${process.hrtime.bigint()}.jsonl`);
  const descriptor = openSync(file, 'ax');
  const write = (line: Line): void => {
    writeSync(descriptor, `${JSON.stringify(line)}\n`);
    fdatasyncSync(descriptor);
  };
  write(begin);
  return {
    write,
    close: () => {
      closeSync(descriptor);
      const balance = readBalance(file);
      if (balance && isSettled(balance)) rmSync(file);
    },
  };
}

/** A ledger that was not deleted: what it says is left, or why it cannot be read. */
export type LeftLedger =
  | { readonly file: string; readonly balance: Balance }
  | { readonly file: string; readonly problem: string };

/** The ledgers in a folder that were not deleted, of one run or of all; one that holds nothing yet is left out. */
export function readLedgers(folder: string, run = ''): LeftLedger[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith(run) && name.endsWith('.jsonl'));
  return names.sort().flatMap((name): LeftLedger[] => {
    const file = join(folder, name);
    try {
      const balance = readBalance(file);
      return balance ? [{ file, balance }] : [];
    } catch (error) {
      return [{ file, problem: error instanceof Error ? error.message : String(error) }];
    }
  });
}

/** Whether everything that a ledger is about is known to be gone. */
function isSettled({ made, unseen, begun }: Balance): boolean {
  return made.length + unseen.length + begun.length === 0;
}

function readBalance(file: string): Balance | undefined {
  return balanceOf(readFileSync(file, 'utf8'));
}
