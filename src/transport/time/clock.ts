import { setTimeout as pause } from 'node:timers/promises';

/** The time as whatever waits sees it, in milliseconds. */
export interface Clock {
  /** A moment that only tells how much later another is: it never goes back. */
  now(): number;
  /** The moment since 1970, which HTTP-dates are held against. */
  date(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  sleep: (milliseconds) => pause(milliseconds),
};
