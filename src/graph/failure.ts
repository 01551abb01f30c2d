import type { Failure, FailureKind } from '../contract/exchange.ts';

const kinds: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  TimeoutError: 'timeout',
  AbortError: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'too large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  HTTPParserError: 'malformed',
};

/** What undici tells by its message alone. */
const details: Readonly<Record<string, Failure>> = {
  'bad upgrade': { kind: 'malformed', message: 'the answer switches to another protocol, which was not asked for' },
  'bad response': { kind: 'reset', message: 'an interim answer 100 Continue came, which was not asked for' },
};

const sentences: Readonly<Record<FailureKind, string>> = {
  unavailable: 'the target is not available',
  refused: 'the connection was refused',
  dns: 'the host name is not known',
  tls: 'the TLS handshake failed',
  timeout: 'no answer came before the deadline',
  reset: 'the connection was closed before the answer was complete',
  malformed: 'the answer is not HTTP',
  'too large': 'the answer is larger than allowed',
  'not sent': 'the request was not sent',
};

/** Why a request brought no answer, in words of our own: an error's own message may quote what was sent. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  const detail = code === 'UND_ERR_SOCKET' && error instanceof Error ? details[error.message] : undefined;
  if (detail) return detail;
  const kind = kinds[code] ?? (/^HPE_/.test(code) ? 'malformed' : /CERT|TLS|SSL|VERIFY/.test(code) ? 'tls' : 'reset');
  return { kind, message: `${sentences[kind]}${/^[A-Z_]+$/.test(code) ? ` (${code})` : ''}` };
}

/** The failure of an answer whose status is none: HTTP knows 100 to 599 (RFC 9110 §15). */
export function strangeStatus(status: number): Failure {
  return { kind: 'malformed', message: `status ${status} is none of HTTP` };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && error.cause !== error) return codeOf(error.cause);
  return 'name' in error ? String(error.name) : '';
}
