import type { BlockingClass } from '../evidence/blocking.ts';
import type { Stopped } from '../evidence/stopped.ts';

/** The classes that concern a whole run: the next case will not fare better. */
const ofEnvironment: ReadonlySet<BlockingClass> = new Set([
  'credential',
  'licence',
  'permission',
  'throttled',
  'outage',
]);

const most = 3;

/** Counts cases in a row that the environment keeps from being judged, so that a run without a chance ends early. */
export class CircuitBreaker {
  #seen: BlockingClass[] = [];
  #stopped: Stopped | undefined;

  /** Why nothing more is sent; undefined while the run goes on. */
  get stopped(): Stopped | undefined {
    return this.#stopped;
  }

  /**
   * Takes the class of a case's first claim, for it tells whether the case was answered at all (undefined where it was);
   * says why the run stops, or undefined while it goes on. A run that has stopped does not go on again.
   */
  add(seen: BlockingClass | undefined): Stopped | undefined {
    if (this.#stopped) return this.#stopped;
    this.#seen = seen !== undefined && ofEnvironment.has(seen) ? [...this.#seen, seen] : [];
    if (this.#seen.length < most) return undefined;
    const classes = [...new Set(this.#seen)];
    const reason = `${this.#seen.length} cases in a row could not be judged (${classes.join(', ')}); the run stops, for the next one would not fare better`;
    this.#stopped = { reason, class: seen ?? 'network' };
    return this.#stopped;
  }
}
