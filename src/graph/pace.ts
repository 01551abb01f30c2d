/** How fast and how much is sent: requests per second, none for as fast as they come, and the most requests in all. */
export interface PaceOptions {
  readonly perSecond?: number;
  readonly most?: number;
}

/** The rate and the budget of a run's requests; of several workers each has its share. */
export class Pace {
  readonly #gap: number;
  #left: number;
  #due = 0;

  constructor({ perSecond, most = Number.POSITIVE_INFINITY }: PaceOptions) {
    this.#gap = perSecond === undefined ? 0 : 1000 / perSecond;
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
