import type { Evidence } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { Leftover } from '../evidence/leftover.ts';
import type { Stopped } from '../evidence/stopped.ts';
import type { Omission } from '../plan/omission.ts';

/**
 * All that the verdicts of a case follow from: what was seen of it, everything that was sent, which claims were not asked,
 * and, in `stopped`, why nothing was sent where the environment had ended the run.
 */
export interface Recorded {
  readonly id: string;
  readonly evidence: Evidence;
  readonly exchanges: readonly Exchange[];
  readonly leftovers: readonly Leftover[];
  readonly skipped: Readonly<Record<string, Omission>>;
  readonly stopped?: Stopped;
  /** Where requests were sent; left out for the embedded mock, which is gone. */
  readonly baseUrl?: string;
  /** Exchanges that were seen and that the case did not send itself, as they are read. */
  readonly others?: readonly Exchange[];
}
