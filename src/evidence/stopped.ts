import type { BlockingClass } from './blocking.ts';

/** Why nothing was sent for a case, though something was to be: what kept the whole run from being judged. */
export interface Stopped {
  readonly reason: string;
  readonly class: BlockingClass;
}
