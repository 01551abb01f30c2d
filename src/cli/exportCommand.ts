import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contracts, loadContracts } from '../contract/load.ts';
import { type SuitePackage, suiteRoot } from '../contract/root.ts';
import type { Origin } from '../export/openapi.ts';
import { digestOf } from '../report/results.ts';
import { exitCode, runCommand, UsageError } from './command.ts';

/** Runs a command that writes what is made of the contracts, as JSON to a file or to standard output. */
export async function runExport(name: string, make: (contracts: Contracts, origin: Origin) => object): Promise<void> {
  await runCommand(name, async (args) => {
    const { values } = parseArgs({ args, options: { output: { type: 'string' } } });
    const contracts = loadContracts();
    const suite = JSON.parse(readFileSync(join(suiteRoot, 'package.json'), 'utf8')) as SuitePackage;
    const made = make(contracts, { version: suite.version, digest: digestOf(contracts) });
    const text = `${JSON.stringify(made, null, 2)}\n`;
    if (values.output === undefined) process.stdout.write(text);
    else writeText(values.output, text);
    return exitCode.conformant;
  });
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(`${file} cannot be written (${String(error.code)})`);
  }
}
