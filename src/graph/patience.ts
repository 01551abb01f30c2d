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
 * does not stop a run for hours.
 */
export class Patience {
  readonly #options: PatienceOptions;
  #left: number;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#left = options.total;
  }

  /** Repeats an attempt until its result is wanted or the window is over; gives the last result. */
  async until<T>(attempt: () => Promise<T>, isWanted: (result: T) => boolean): Promise<T> {
    const started = performance.now();
    const end = started + Math.min(this.#options.window, this.#left);
    let result = await attempt();
    for (let pause = 20; !isWanted(result); pause = Math.min(pause * 2, this.#options.pause ?? 500)) {
      const now = performance.now();
      if (now + pause > end) {
        this.#left -= now - started;
        return result;
      }
      await sleep(pause);
      result = await attempt();
    }
    return result;
  }
}
