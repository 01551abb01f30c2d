import type { Leftover } from '../evidence/leftover.ts';
import type { ClaimRecord } from './claimRecord.ts';
import type { Drift } from './drift.ts';
import type { Repeated } from './repeated.ts';
import type { SentRequest } from './sentRequest.ts';

/** What a worker reports of a case that it ran. */
export interface CaseReport {
  readonly id: string;
  readonly claims: readonly ClaimRecord[];
  readonly requests: number;
  /** What it made and is not known to be gone. */
  readonly leftovers: readonly Leftover[];
  /** The requests that were sent again, and after which answers. */
  readonly repeated: readonly Repeated[];
  /** For a case with a broken claim: the request that shows it. */
  readonly sent?: SentRequest;
  /** What its answers showed that no page documents. */
  readonly drift: readonly Drift[];
}
