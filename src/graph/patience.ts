import { setTimeout as sleep } from 'node:timers/promises';

/** How long a case may wait for a target that is consistent only after a while, in milliseconds. */
export interface PatienceOptions {
  readonly window: number;
  readonly total: number;
  /** The longest pause between two looks. */
  readonly pause?: number;
}

/**
 * Waiting for eventual consistency: the pages promise no read-your-write, so a read may lag behind for a while. Waits
 * that ended in vain are charged to a total; once it is spent nothing is waited for any more, so that a broken target
 * does not stop a run for hours, and what would have needed the wait stays undecided.
 */
export class Patience {
  readonly #options: PatienceOptions;
  #left: number;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#left = options.total;
  }

  /**
   * Repeats an attempt until its result is wanted or the window is over; gives the last result, or what `spent` makes of it
   * where the total left no whole window, with the reason.
   */
  async until<T>(
    attempt: () => Promise<T>,
    isWanted: (result: T) => boolean,
    spent: (result: T, why: string) => T = (result) => result,
  ): Promise<T> {
    const { window, total } = this.#options;
    const started = performance.now();
    const isWhole = this.#left >= window;
    const end = started + Math.min(window, this.#left);
    let result = await attempt();
    for (let pause = 20; !isWanted(result); pause = Math.min(pause * 2, this.#options.pause ?? 500)) {
      const now = performance.now();
      if (now + pause > end) {
        this.#left = Math.max(0, this.#left - (now - started));
        const why = `it was not waited for any longer: waits in vain have used up the ${total} ms that GRAPH_CONVERGENCE_MS (${window}) allows`;
        return isWhole ? result : spent(result, why);
      }
      await sleep(pause);
      result = await attempt();
    }
    return result;
  }
}
