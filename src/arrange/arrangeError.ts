import type { Gap } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';

/** Why the entities that a path names could not be made or found; it says nothing about the promises of the case. */
export class ArrangeError extends Error {}

/** The gap that an error leaves after the exchanges of a case: an absence if the target answered every request with what was asked for, or that it is not there. */
export function gapOf({ message }: ArrangeError, exchanges: readonly Exchange[]): Gap {
  const isAnswered = exchanges.every(
    ({ answer }) => answer !== undefined && (answer.status < 300 || answer.status === 404),
  );
  return isAnswered ? { reason: message, absent: true } : message;
}
