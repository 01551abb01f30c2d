import type { CaseTime } from './limits.ts';
import type { Target } from './target.ts';

/** How many requests that take the whole of their deadline a case has time for, and the removal of what it made. */
const slow = { cases: 60, removal: 30 };
/** For how many requests a case may wait for its turn; the most that one sends is about a hundred. */
const paced = { cases: 200, removal: 100 };

/**
 * The time of a case on a target: what is set, or else what grows with the deadline of a request, with the waits that are
 * allowed, and with the milliseconds that lie between two requests of a worker.
 */
export function caseTimeOf({ limits, convergence, uploads, time }: Target, gap = 0): CaseTime {
  const waits = 5 * convergence;
  return {
    cases: time.cases ?? slow.cases * limits.deadline + paced.cases * gap + waits + uploads,
    removal: time.removal ?? slow.removal * limits.deadline + paced.removal * gap + waits,
  };
}

/** The time after which the runner gives a case up: later than the case itself, which goes beyond its time by a request and its wait at most. */
export function runnersTime({ limits }: Target, { cases, removal }: CaseTime): number {
  const beyond = 2 * (limits.deadline + limits.waiting) + 60_000;
  return Math.min(cases + removal + beyond, 2 ** 31 - 1);
}
