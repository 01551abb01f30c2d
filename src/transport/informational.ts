import type { Failure } from '../evidence/exchange.ts';
import { strangeStatus } from './failure.ts';

/** The most interim answers (RFC 9110 §15.2) that one request may get. */
const mostInterim = 32;

/** The interim answers of one request; it is given up when they do not end, or have a status that HTTP does not know. */
export class Interim {
  readonly #end = new AbortController();
  #seen = 0;
  #failure: Failure | undefined;

  /** What gives the request up. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Why the interim answers make the final one worthless; undefined where they do not. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Takes note of the status of an interim answer. */
  add(status: number): void {
    this.#seen += 1;
    if (status < 100) this.#giveUp(strangeStatus(status));
    else if (this.#seen > mostInterim)
      this.#giveUp({
        kind: 'too large',
        message: `more than ${mostInterim} interim answers came before the final one`,
      });
  }

  #giveUp(failure: Failure): void {
    this.#failure ??= failure;
    this.#end.abort();
  }
}
