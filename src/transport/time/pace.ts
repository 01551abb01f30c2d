import type { PaceOptions } from '../../settings/limits.ts';

/** One of several that share a pace: a shard among shards, a worker among the workers of its shard. */
export interface Share {
  /** Which it is, from 0. */
  readonly index: number;
  readonly of: number;
}

/** The part of a pace that falls to one of several; the parts of all of them are the whole, and no request more. */
export function shareOf({ perSecond, most }: PaceOptions, { index, of }: Share): PaceOptions {
  const left =
    most === undefined || !Number.isFinite(most) ? most : Math.floor(most / of) + (index < most % of ? 1 : 0);
  return {
    ...(perSecond === undefined ? {} : { perSecond: perSecond / of }),
    ...(left === undefined ? {} : { most: left }),
  };
}

/** The milliseconds between two requests at a pace. */
export function gapOf({ perSecond }: PaceOptions): number {
  return perSecond === undefined ? 0 : 1000 / perSecond;
}

/** Keeps the requests of one worker to their rate and their budget. */
export class Pace {
  readonly #gap: number;
  #left: number;
  #due = 0;

  constructor({ most = Number.POSITIVE_INFINITY, ...rest }: PaceOptions) {
    this.#gap = gapOf(rest);
    this.#left = most;
  }

  /** The milliseconds after which the next request may be sent; undefined where the budget is used up. `now` is in milliseconds. */
  next(now: number): number | undefined {
    if (this.#left <= 0) return undefined;
    this.#left -= 1;
    const at = Math.max(now, this.#due);
    this.#due = at + this.#gap;
    return at - now;
  }
}
