import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from '../contract/api.ts';
import { contractsFolder, loadContracts } from '../contract/load.ts';
import type { Policy } from '../contract/policy.ts';
import { suitePackage } from '../contract/root.ts';
import { Capable } from '../graph/capable.ts';
import { addressesIn } from '../report/certificate.ts';
import { runFiles } from '../report/certificateFiles.ts';
import { digestOf } from '../report/results.ts';
import type { Verifier } from '../report/verify.ts';
import type { RunFolder } from '../report/verifyEvidence.ts';
import { UsageError } from './usageError.ts';

const expected = 'it must be the folder of a run, such as reports/';

/** The files of a run in a folder; one without any, and files of it that are no JSON, are wrong usage. */
export function filesOf(folder: string): RunFolder {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`${folder} is no folder; ${expected}`);
  const { results, certificate, markdown, badge, evidence } = runFiles;
  const among = join(folder, evidence);
  const names = [
    ...[results, certificate, markdown, badge].filter((name) => existsSync(join(folder, name))),
    ...(existsSync(among) ? readdirSync(among).map((name) => `${evidence}/${name}`) : []),
  ];
  if (!names.includes(results) && !names.includes(certificate))
    throw new UsageError(`${folder} has no ${results} and no ${certificate}; ${expected}`);
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

/** By what this suite verifies runs: its own contracts, policies and schemas. */
export function verifier(): Verifier {
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
    version: suitePackage().version,
  };
}

function contractsFile(name: string): object {
  return JSON.parse(readFileSync(join(contractsFolder, name), 'utf8')) as object;
}
