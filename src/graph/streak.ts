import type { RefusalClass } from '../contract/exchange.ts';

/** The classes that concern a whole run: the next case will not fare better. */
const ofEnvironment: ReadonlySet<RefusalClass> = new Set([
  'credential',
  'licence',
  'permission',
  'throttled',
  'outage',
]);

const most = 3;

/** Counts cases in a row that the environment keeps from being judged, so that a run without a chance ends early. */
export class Streak {
  #seen: RefusalClass[] = [];
  #sentence: string | undefined;

  /** Why nothing more is sent; undefined while the run goes on. */
  get sentence(): string | undefined {
    return this.#sentence;
  }

  /**
   * Takes the class of a case's first claim, for it tells whether the case was answered at all (undefined where it was);
   * gives the sentence with which the run stops, or undefined while it goes on. A run that has stopped does not go on again.
   */
  add(seen: RefusalClass | undefined): string | undefined {
    if (this.#sentence !== undefined) return this.#sentence;
    this.#seen = seen !== undefined && ofEnvironment.has(seen) ? [...this.#seen, seen] : [];
    if (this.#seen.length < most) return undefined;
    const classes = [...new Set(this.#seen)];
    this.#sentence = `${this.#seen.length} cases in a row could not be judged (${classes.join(', ')}); the run stops, for the next one would not fare better`;
    return this.#sentence;
  }
}
