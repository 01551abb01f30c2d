import { join } from 'node:path';
import { loadContracts, loadPolicies, loadSafety, loadSchema } from '../../contracts/load.ts';
import { FileError } from '../../files/fileError.ts';
import { isFolder } from '../../files/isFolder.ts';
import { listFolder } from '../../files/listFolder.ts';
import { parseJson } from '../../files/parseJson.ts';
import { readBytes } from '../../files/readFile.ts';
import { textOf } from '../../files/readText.ts';
import { suitePackage } from '../../files/root.ts';
import { createApi } from '../../model/api.ts';
import { addressesIn } from '../../report/certificate/certificate.ts';
import { runFiles } from '../../report/certificate/certificateFiles.ts';
import { digestOf } from '../../report/record/results.ts';
import type { Verifier } from '../../report/verify/readRun.ts';
import type { RunFolder } from '../../report/verify/verifyEvidence.ts';
import { toldLeftOut, toldProblems } from '../../run/toldRun.ts';
import { orRefuse } from '../option/fileOption.ts';
import { UsageError } from '../option/usageError.ts';

const expected = 'it must be the folder of a run, such as reports/';
const { evidence, ...single } = runFiles;
/** The most that is read of a run: of one file, of all, and how many files of evidence; the whole plan has a twentieth of it. */
const most = { file: 128 * 1024 * 1024, all: 1024 * 1024 * 1024, files: 10_000 };

/** The files of a run in a folder; one without any, files of it that are no JSON, and what is not a file of its own are wrong usage. */
export function filesOf(folder: string): RunFolder {
  const names = namesIn(folder);
  if (!names.includes(runFiles.results) && !names.includes(runFiles.certificate))
    throw new UsageError(`${folder} has no ${runFiles.results} and no ${runFiles.certificate}; ${expected}`);
  const files = new Map<string, Buffer>();
  let left = most.all;
  for (const name of names) {
    const bounds = { mostBytes: Math.min(left, most.file), within: folder };
    const bytes = orRefuse(join(folder, name), () => readBytes(join(folder, name), bounds));
    left -= bytes.length;
    files.set(name, bytes);
  }
  for (const name of [runFiles.results, runFiles.certificate]) checkJson(join(folder, name), files.get(name));
  return files;
}

/** The names of the files of a run that are in a folder. */
function namesIn(folder: string): string[] {
  if (!isFolder(folder)) throw new UsageError(`${folder} is no folder; ${expected}`);
  const list = (path: string): string[] => orRefuse(path, () => listFolder(path, most.files));
  const names = list(folder);
  const among = names.includes(evidence) ? list(join(folder, evidence)) : [];
  return [
    ...Object.values(single).filter((name) => names.includes(name)),
    ...among.map((name) => `${evidence}/${name}`),
  ];
}

function checkJson(file: string, bytes: Buffer | undefined): void {
  try {
    if (bytes) parseJson(textOf(bytes), { deepest: 64, mostValues: 2_000_000 });
  } catch (error) {
    throw error instanceof FileError
      ? new UsageError(`${file} ${error.message}; it is cut or no file of a run`)
      : error;
  }
}

/** By what this suite verifies runs: its own contracts, policies and schemas. */
export function verifier(): Verifier {
  const contracts = loadContracts();
  const api = createApi(contracts);
  return {
    api,
    contracts: { count: contracts.types.length + contracts.requests.length, digest: digestOf(contracts) },
    policies: loadPolicies(),
    pages: addressesIn(contracts),
    schemas: { results: loadSchema('results'), certificate: loadSchema('certificate') },
    suite: suitePackage(),
    toldProblems: (told, whole) => toldProblems(told, api, whole),
    leftOut: (told) => toldLeftOut(told, api, loadSafety()),
  };
}
