import type { Shard } from './results.ts';
import type { Verified } from './verify.ts';
import type { RunFolder } from './verifyEvidence.ts';

/** A shard that was verified, with the file that it came in. */
export interface ShardRun extends Verified {
  readonly file: string;
  readonly folder: RunFolder;
  readonly shard: Shard;
}
