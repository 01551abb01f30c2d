import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../bench/account.ts';
import { measureAll } from '../bench/measureAll.ts';
import { createWorkspace } from '../bench/workspace.ts';
import { ownFolder } from '../files/ownFolder.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { orRefuse, writeGiven } from './option/fileOption.ts';
import { UsageError } from './option/usageError.ts';
import { makeTemporary } from './process/temporary.ts';
import { reports } from './run/reports.ts';

const command = {
  name: 'bench',
  usage: `[--rounds 3]
  compares the suite with a bare loop over the same requests, and a wrong server with a right one; takes minutes`,
  options: { rounds: { type: 'string' } },
} as const;

/** Measures, prints a table, and writes `reports/bench.json`. A run that is not what it is taken for is an error. */
async function bench(values: Values<typeof command>): Promise<number> {
  const rounds = Number(values.rounds ?? 3);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds ${values.rounds} is no whole number of at least 1`);
  const folder = makeTemporary('bench-');
  const workspace = createWorkspace();
  try {
    const account = await measureAll(rounds, join(folder, 'sent.json'), workspace);
    orRefuse(reports, () => ownFolder(reports));
    writeGiven(join(reports, 'bench.json'), `${JSON.stringify(account, null, 2)}\n`);
    process.stdout.write(`${describe(account)}\n`);
  } finally {
    workspace.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return exitCode.conformant;
}

await runCommand(command, bench);
