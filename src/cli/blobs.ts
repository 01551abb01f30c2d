import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { UsageError } from './usageError.ts';

/** What the first line of a blob's report says of it. */
const head = '"onBlobReportMetadata"';

/** Throws `UsageError` for what is no folder of blobs of shards, each of them whole. */
export function checkBlobs(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`${folder} is no folder; name the one that holds the report-….zip of every shard`);
  const blobs = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  if (blobs.length === 0)
    throw new UsageError(`no blob of a shard in ${folder}; expected the report-….zip of every shard`);
  for (const name of blobs) {
    const file = join(folder, name);
    if (!isBlob(file))
      throw new UsageError(
        `${file} is no blob of a shard, or is cut; copy it again from reports/blob-report of its run`,
      );
  }
}

function isBlob(file: string): boolean {
  try {
    const { 'report.jsonl': report } = unzipSync(readFileSync(file), { filter: ({ name }) => name === 'report.jsonl' });
    return report !== undefined && (strFromU8(report).split('\n')[0] ?? '').includes(head);
  } catch {
    return false;
  }
}
