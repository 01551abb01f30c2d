import { join } from 'node:path';
import { FileError } from '../../files/fileError.ts';
import { isFolder } from '../../files/isFolder.ts';
import { listFolder } from '../../files/listFolder.ts';
import { readBytes } from '../../files/readFile.ts';
import { readZip } from '../../files/readZip.ts';
import { runFiles } from '../../report/certificate/certificateFiles.ts';
import type { RunFolder } from '../../report/verify/verifyEvidence.ts';
import { orRefuse } from '../option/fileOption.ts';
import { UsageError } from '../option/usageError.ts';

/** The most that is read of shards: of one archive, of all that they inflate to, and how many files may lie beside them. */
const most = { file: 256 * 1024 * 1024, all: 1024 * 1024 * 1024, names: 10_000 };

const { evidence, ...single } = runFiles;
const fixed: ReadonlySet<string> = new Set(Object.values(single));
const ofEvidence = new RegExp(`^${evidence}/[\\w.-]+\\.json\\.gz$`);

/** The files of each shard whose archive lies in a folder, by the name of the archive. Throws `UsageError` for what is no folder of whole archives. */
export function shardsIn(folder: string): Map<string, RunFolder> {
  if (!isFolder(folder))
    throw new UsageError(`${folder} is no folder; name the one that holds the report-….zip of every shard`);
  const names = orRefuse(folder, () => listFolder(folder, most.names)).filter((name) => name.endsWith('.zip'));
  if (names.length === 0)
    throw new UsageError(`no blob of a shard in ${folder}; expected the report-….zip of every shard`);
  const shards = new Map<string, RunFolder>();
  let left = most.all;
  for (const name of names) {
    const files = archiveIn(folder, name, left);
    for (const bytes of files.values()) left -= bytes.length;
    shards.set(name, files);
  }
  return shards;
}

function archiveIn(folder: string, name: string, mostBytes: number): RunFolder {
  const file = join(folder, name);
  const bytes = orRefuse(file, () => readBytes(file, { mostBytes: most.file, within: folder }));
  try {
    return readZip(bytes, { isDue: (entry) => fixed.has(entry) || ofEvidence.test(entry), mostBytes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UsageError(
      `${file} is no blob of a shard, or is cut; copy it again from reports/blob-report of its run (it ${error.message})`,
    );
  }
}
