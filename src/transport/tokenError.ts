import type { BlockingClass } from '../evidence/blocking.ts';

/** Why no token came: one sentence with the remedy, without any secret, and what is in the way. */
export class TokenError extends Error {
  readonly class: BlockingClass;

  constructor(message: string, name: BlockingClass = 'credential') {
    super(message);
    this.class = name;
  }
}
