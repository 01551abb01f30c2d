#!/usr/bin/env node
import { exitCode, runCommand, UsageError } from './command.ts';

/** The commands of the package, each in a module that runs it when it is imported. */
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  gate: () => import('./gate.ts'),
  conformance: () => import('./conformance.ts'),
  report: () => import('./report.ts'),
  compare: () => import('./compare.ts'),
  merge: () => import('./merge.ts'),
  verify: () => import('./verify.ts'),
  openapi: () => import('./openapi.ts'),
  devproxy: () => import('./devproxy.ts'),
  mock: () => import('./mock.ts'),
  sweep: () => import('./sweep.ts'),
};

const usage = `usage: graph-group-policy-conformance <command> [option…]
  the commands are ${Object.keys(commands).join(', ')}; gate --help says how to hold a mock server against the documentation`;

const [name = ''] = process.argv.splice(2, 1);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) await command();
else
  await runCommand('graph-group-policy-conformance', async () => {
    if (name !== '' && name !== '--help') throw new UsageError(`"${name}" is no command\n${usage}`);
    process.stdout.write(`${usage}\n`);
    return name === '' ? exitCode.usage : exitCode.conformant;
  });
