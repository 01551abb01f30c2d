import { errorCodeIn } from './answers.ts';
import type { Exchange } from './exchange.ts';

/** What a request came to, for a message: method and path, and status with the error's code, or the failure. */
export function describeExchange({ method, path, answer, failure }: Exchange): string {
  if (!answer) return `${method} ${path}: ${failure?.message ?? 'no answer'}`;
  return `${method} ${path} answered ${answer.status}${errorCodeIn(answer)}`;
}
