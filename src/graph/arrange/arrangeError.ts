import { errorCodeIn } from '../../contract/answers.ts';
import type { Exchange } from '../../contract/exchange.ts';

/** Why the entities that a path names could not be made or found; it says nothing about the promises of the case. */
export class ArrangeError extends Error {}

/** What a request came to, for a message: method and path, and status with the error's code, or the failure. */
export function describeExchange({ method, path, answer, failure }: Exchange): string {
  if (!answer) return `${method} ${path}: ${failure?.message ?? 'no answer'}`;
  return `${method} ${path} answered ${answer.status}${errorCodeIn(answer)}`;
}
