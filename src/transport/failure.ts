import type { Failure } from '../evidence/exchange.ts';
import { causeOf, codeOf } from './causeOf.ts';
import { failureBy } from './failureBy.ts';
import { ProxyError } from './proxy/proxyError.ts';
import { proxyFailure } from './proxy/proxyFailure.ts';

/** What undici tells by its message alone. */
const details: Readonly<Record<string, Failure>> = {
  'bad upgrade': { kind: 'malformed', message: 'the answer switches to another protocol, which was not asked for' },
  'bad response': { kind: 'reset', message: 'an interim answer 100 Continue came, which was not asked for' },
};

/** Why a request brought no answer, in words of our own: an error's own message may quote what was sent. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProxyError) return proxyFailure(error);
  const code = codeOf(error);
  const detail = code === 'UND_ERR_SOCKET' && error instanceof Error ? details[error.message] : undefined;
  return detail ?? failureBy(causeOf(error), code);
}

/** The failure of an answer whose status is none: HTTP knows 100 to 599 (RFC 9110 §15). */
export function strangeStatus(status: number): Failure {
  return { kind: 'malformed', message: `status ${status} is none of HTTP` };
}
