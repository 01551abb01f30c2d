#!/usr/bin/env node
import { suitePackage } from '../files/root.ts';
import { didYouMean } from '../value/nearNames.ts';
import { conclude, exitCode } from './command.ts';
import { UsageError } from './option/usageError.ts';

/** The commands of the package: what each is for, and the module that runs it when it is imported. */
const commands: Readonly<Record<string, readonly [purpose: string, run: () => Promise<unknown>]>> = {
  gate: ['holds a mock server against the documentation', () => import('./gate.ts')],
  conformance: ['judges the target that settings name', () => import('./conformance.ts')],
  report: ['renders the last run to one HTML file', () => import('./report.ts')],
  compare: ['says what changed between two runs', () => import('./compare.ts')],
  merge: ['judges the shards of a run as one', () => import('./merge.ts')],
  verify: ['judges the recorded evidence of a run anew', () => import('./verify.ts')],
  openapi: ['writes what the contracts promise as OpenAPI 3.1', () => import('./openapi.ts')],
  devproxy: ['writes a mocks file for Microsoft Dev Proxy', () => import('./devproxy.ts')],
  mock: ['serves the mock of the suite', () => import('./mock.ts')],
  sweep: ['removes what killed runs left on a live target', () => import('./sweep.ts')],
};

/** What is asked of the package itself, and what it prints. */
const questions: Readonly<Record<string, () => string>> = { '--help': usage, '-h': usage, '--version': version };

function usage(): string {
  const lines = Object.entries(commands).map(([command, [purpose]]) => `  ${command.padEnd(12)} ${purpose}`);
  return [
    `usage: ${suitePackage().name} <command> [option…]`,
    ...lines,
    '<command> --help tells its options; --version prints the version of the suite',
  ].join('\n');
}

function version(): string {
  return suitePackage().version;
}

const [name = ''] = process.argv.splice(2, 1);
const [, run] = (Object.hasOwn(commands, name) && commands[name]) || [];
if (run) await run();
else
  await conclude(suitePackage().name, () => {
    const answer = Object.hasOwn(questions, name) ? questions[name] : undefined;
    if (!answer)
      throw new UsageError(
        name === ''
          ? `no command; ${usage()}`
          : `"${name}" is no command${didYouMean(name, Object.keys(commands))}; ${usage()}`,
      );
    process.stdout.write(`${answer()}\n`);
    return exitCode.conformant;
  });
