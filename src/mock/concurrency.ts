import { setTimeout as sleep } from 'node:timers/promises';
import type { MockRequest } from './message.ts';

/** How long no other request must have come: some pauses in a row, each in milliseconds, so that a process that stood still does not take that for quiet. */
const pauses = 3;
const pause = 8;

/** Holds requests until no more come: those held together are in flight at once, each knows the others, and the first come is served first. */
export class Crowd {
  #held: MockRequest[] = [];
  #quiet: Promise<void> | undefined;

  /** Gives a request with all that were in flight with it. */
  async join(request: MockRequest): Promise<MockRequest> {
    const together = this.#held;
    const joined = { ...request, together };
    together.push(joined);
    this.#quiet ??= this.#untilQuiet(together);
    await this.#quiet;
    return joined;
  }

  async #untilQuiet(together: readonly MockRequest[]): Promise<void> {
    for (let left = pauses, count = 0; left > 0; left -= 1) {
      if (count < together.length) left = pauses;
      count = together.length;
      await sleep(pause);
    }
    this.#held = [];
    this.#quiet = undefined;
  }
}
