import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApi } from '../contract/api.ts';
import { contractsFolder, loadContracts } from '../contract/load.ts';
import type { Policy } from '../contract/policy.ts';
import { type SuitePackage, suiteRoot } from '../contract/root.ts';
import { Capable } from '../graph/capable.ts';
import { addressesIn } from '../report/certificate.ts';
import { runFiles } from '../report/certificateFiles.ts';
import { counted } from '../report/counted.ts';
import { digestOf } from '../report/results.ts';
import { type Verifier, verify as verifyRun } from '../report/verify.ts';
import type { RunFolder } from '../report/verifyEvidence.ts';
import { exitCode, runCommand, UsageError } from './command.ts';

const usage = 'usage: npm run verify -- <folder of a run, such as reports/>';
const mostProblems = 100;

/** Judges the recorded evidence of a run anew, and tells everything in its files that does not follow from it. */
async function verify(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError(usage);
  const { problems, cases, claims, exchanges, verdict } = verifyRun(filesOf(folder), verifier());
  for (const problem of problems.slice(0, mostProblems)) process.stderr.write(`verify: ${problem}\n`);
  if (problems.length > mostProblems)
    process.stderr.write(`verify: … and ${problems.length - mostProblems} more problems\n`);
  if (problems.length > 0) return exitCode.notConformant;
  process.stdout.write(
    `verified: ${counted(cases, 'case')} with ${counted(claims, 'claim')}, judged anew from ${exchanges} recorded exchanges\n${verdict?.toUpperCase()}\n`,
  );
  return exitCode.conformant;
}

/** The files of a run in a folder; one without any, and files of it that are no JSON, are wrong usage. */
function filesOf(folder: string): RunFolder {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`${folder} is no folder; ${usage}`);
  const { results, certificate, markdown, badge, evidence } = runFiles;
  const among = join(folder, evidence);
  const names = [
    ...[results, certificate, markdown, badge].filter((name) => existsSync(join(folder, name))),
    ...(existsSync(among) ? readdirSync(among).map((name) => `${evidence}/${name}`) : []),
  ];
  if (!names.includes(results) && !names.includes(certificate))
    throw new UsageError(`${folder} has no ${results} and no ${certificate}; ${usage}`);
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  for (const name of [results, certificate])
    if (!isJson(files.get(name)))
      throw new UsageError(`${join(folder, name)} is no JSON; it is cut or no file of a run`);
  return files;
}

function isJson(bytes: Buffer | undefined): boolean {
  try {
    if (bytes) JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function verifier(): Verifier {
  const contracts = loadContracts();
  const api = createApi(contracts);
  return {
    api,
    unclaimed: (capabilities) => (planned) => new Capable(capabilities, api).unclaimed(planned),
    digest: digestOf(contracts),
    policies: (contractsFile('policies.json') as { policies: Policy[] }).policies,
    pages: addressesIn(contracts),
    schemas: {
      results: contractsFile('results.schema.json'),
      certificate: contractsFile('certificate.schema.json'),
    },
    version: (JSON.parse(readFileSync(join(suiteRoot, 'package.json'), 'utf8')) as SuitePackage).version,
  };
}

function contractsFile(name: string): object {
  return JSON.parse(readFileSync(join(contractsFolder, name), 'utf8')) as object;
}

await runCommand('verify', verify);
