import { loadContracts } from '../contracts/load.ts';
import type { Origin } from '../export/openapi.ts';
import { suitePackage } from '../files/root.ts';
import type { Contracts } from '../model/contracts.ts';
import { digestOf } from '../report/record/results.ts';
import { exitCode, runCommand } from './command.ts';
import { writeGiven } from './option/fileOption.ts';

/** Runs a command that writes what is made of the contracts, as JSON to a file or to standard output. */
export async function runExport(name: string, make: (contracts: Contracts, origin: Origin) => object): Promise<void> {
  const usage = '[--output <file>]; writes to standard output without one';
  await runCommand({ name, usage, options: { output: { type: 'string' } } }, (values) => {
    const contracts = loadContracts();
    const made = make(contracts, { version: suitePackage().version, digest: digestOf(contracts) });
    const text = `${JSON.stringify(made, null, 2)}\n`;
    if (values.output === undefined) process.stdout.write(text);
    else writeGiven(values.output, text);
    return exitCode.conformant;
  });
}
