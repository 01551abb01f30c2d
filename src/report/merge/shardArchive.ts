import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Shard } from '../record/results.ts';
import type { RunFolder } from '../verify/verifyEvidence.ts';

/** The folder of what a shard leaves for the merging, below its reports. */
export const shardFolder = 'blob-report';

/** The file of a shard below the folder of its reports; the numbers of all shards have the same length. */
export function shardFile({ number, of }: Pick<Shard, 'number' | 'of'>): string {
  return join(shardFolder, `report-${String(number).padStart(String(of).length, '0')}.zip`);
}

/** The files of a run as one; the large ones are compressed already. */
export function shardArchive(files: RunFolder): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 0 });
}
