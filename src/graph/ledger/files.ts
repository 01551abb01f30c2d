import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
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
  mkdirSync(folder, { recursive: true });
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
      if (isSettled(readBalance(file))) rmSync(file);
    },
  };
}

/** The ledgers of a folder that were not deleted, with what they say is left. Throws, naming the file, for one that cannot be read. */
export function readLedgers(folder: string): { readonly file: string; readonly balance: Balance | undefined }[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names.sort().map((name) => ({ file: join(folder, name), balance: readBalance(join(folder, name)) }));
}

/** Whether nothing is left of what a ledger is about. */
export function isSettled(balance: Balance | undefined): boolean {
  return balance === undefined || (balance.made.length === 0 && balance.begun.length === 0);
}

function readBalance(file: string): Balance | undefined {
  try {
    return balanceOf(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
