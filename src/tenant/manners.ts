import type { FrontOptions, RightAnswer } from './front.ts';

/** The shares of requests, from 0 to 1, that a service of rough manners does not serve. */
export interface Manners {
  /** Answered with 429 and `Retry-After: 1`. */
  readonly throttle: number;
  /** Answered with 503. */
  readonly outage: number;
  /** Served, but the connection is cut before the answer. */
  readonly cut: number;
}

const throttled: RightAnswer = {
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': '1' },
  body: JSON.stringify({ error: { code: 'TooManyRequests', message: 'Too many requests.' } }),
};
const unavailable: RightAnswer = {
  status: 503,
  headers: { 'content-type': 'text/plain' },
  body: 'The service is unavailable.',
};

/** What a front does for a service of such manners; `random` gives numbers from 0 to 1. */
export function frontOf({ throttle, outage, cut }: Manners, random: () => number): FrontOptions {
  return {
    refuse: () => {
      const chance = random();
      if (chance < throttle) return throttled;
      return chance < throttle + outage ? unavailable : undefined;
    },
    instead: () => (random() < cut ? (socket) => socket.destroy() : undefined),
  };
}
