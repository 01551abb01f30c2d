import type { Shard } from '../record/results.ts';
import type { Verified } from '../verify/verify.ts';
import type { RunFolder } from '../verify/verifyEvidence.ts';

/** A shard that was verified, with the file that it came in. */
export interface ShardRun extends Verified {
  readonly file: string;
  readonly folder: RunFolder;
  readonly shard: Shard;
}
