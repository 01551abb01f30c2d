import type { Exchange } from '../../evidence/exchange.ts';
import { type Clock, systemClock } from './clock.ts';

/** How long a case may wait for a target that is consistent only after a while, in milliseconds. */
export interface PatienceOptions {
  readonly window: number;
  readonly total: number;
  /** The longest pause between two looks. */
  readonly pause?: number;
  /** The setting that says how long the window is, for what is told of it. */
  readonly setting?: string;
  /** By which it waits; the clock of this machine without it. */
  readonly clock?: Clock;
}

const shortest = 20;

/**
 * Waiting for eventual consistency: the pages promise no read-your-write, so a read may lag behind for a while. Waits
 * that ended in vain are charged to a total; once it is spent nothing is waited for any more, so that a broken target
 * does not stop a run for hours, and what would have needed the wait stays undecided.
 */
export class Patience {
  readonly #options: PatienceOptions;
  readonly #clock: Clock;
  #left: number;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#left = options.total;
  }

  /**
   * Repeats an attempt until its result is wanted, and a last time when the window is over; gives the last result, or what
   * `spent` makes of it where the total left no whole window, with the reason.
   */
  async until<T>(
    attempt: () => Promise<T>,
    isWanted: (result: T) => boolean,
    spent: (result: T, why: string) => T = (result) => result,
  ): Promise<T> {
    const { window, total, pause: longest = 500, setting = 'GRAPH_CONVERGENCE_MS' } = this.#options;
    const isWhole = this.#left >= window;
    const allowed = Math.min(window, this.#left);
    const end = this.#clock.now() + allowed;
    for (let pause = shortest; ; pause = Math.min(pause * 2, longest)) {
      const began = this.#clock.now();
      const result = await attempt();
      if (isWanted(result)) return result;
      if (began >= end) {
        this.#left = Math.max(0, this.#left - allowed);
        const why = `it was not waited for any longer: waits in vain have used up the ${total} ms that ${setting} (${window}) allows`;
        return isWhole ? result : spent(result, why);
      }
      await this.#clock.sleep(Math.min(pause, Math.max(0, end - this.#clock.now())));
    }
  }
}

/** Whether nothing is found at a path, or nothing yet. */
export function isNotFound(exchange: Exchange | undefined): boolean {
  return exchange?.answer?.status === 404;
}

/** Whether an exchange would not come out otherwise a moment later: its time is over, or the target refuses it for another reason. */
export function isNoMatterOfTime({ failure }: Exchange): boolean {
  return failure?.kind === 'not sent' || failure?.class !== undefined;
}
