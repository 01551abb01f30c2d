import type { Exchange } from '../evidence/exchange.ts';

/** Where it is written down what requests make, before each is sent and when its outcome is known. */
export interface CreationLog {
  /** Gives the key for `after`; undefined for a request that makes nothing. */
  before(method: string, path: string): string | undefined;
  after(key: string | undefined, exchange: Exchange): void;
  /** Told where an entity is that an action made. */
  found(path: string): void;
}
