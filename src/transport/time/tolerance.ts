/** A moment by a clock after which nothing is sent or waited for any more, and what has been used up then, in words. */
export interface TimeLimit {
  readonly at: number;
  readonly told: string;
}

/** A wait before a request is sent again: how long it is, how long the request has been put off already, and when it is. */
export interface Wait {
  readonly pause: number;
  readonly before: number;
  readonly now: number;
  readonly limit?: TimeLimit | undefined;
}

/** How much longer all requests of a worker together may wait than one alone. */
const together = 10;

/**
 * How long a target that puts requests off is waited for: one request as long as is set, all of them together ten times as
 * long. Once a request was put off to the end, the next ones are not waited for, until one is answered.
 */
export class Tolerance {
  readonly #most: number;
  #left: number;
  #isUsedUp = false;

  constructor(most: number) {
    this.#most = most;
    this.#left = together * most;
  }

  /** Why a request is not sent again, to be told after its failure; undefined where it is, and the wait is counted. */
  refuse({ pause, before, now, limit }: Wait): string | undefined {
    const setting = `GRAPH_MAX_WAIT_MS (${this.#most})`;
    if (limit && now + pause > limit.at) return limit.told;
    if (this.#isUsedUp) return `the request before was waited for as long as ${setting} allows, so this one is not`;
    if (before + pause > this.#most) return `it is waited for no longer than ${setting} allows`;
    if (pause > this.#left) return `all requests together have waited ${together} times as long as ${setting} allows`;
    this.#left -= pause;
    return undefined;
  }

  /** Takes note of how a request ended: put off to the end, or not. */
  note(isUsedUp: boolean): void {
    this.#isUsedUp = isUsedUp;
  }
}
