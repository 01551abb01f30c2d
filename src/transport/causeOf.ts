import type { TargetCause } from '../evidence/failureCause.ts';
import { HandshakeReset, TlsExpected } from './dial.ts';

/** The causes of errors of Node, OpenSSL and undici, by their codes or, without one, their names. */
const causesByCode: Readonly<Record<string, TargetCause>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'not allowed',
  EPERM: 'not allowed',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'no name server',
  ETIMEDOUT: 'connect timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  TimeoutError: 'timeout',
  AbortError: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'too large',
  HPE_HEADER_OVERFLOW: 'too large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'not HTTP',
  HTTPParserError: 'not HTTP',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'missing authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'incomplete chain',
  CERT_UNTRUSTED: 'unknown authority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not yet valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'host name',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'unfit certificate',
  HOSTNAME_MISMATCH: 'host name',
  CERT_REVOKED: 'revoked',
  CERT_REJECTED: 'unfit certificate',
  CERT_SIGNATURE_FAILURE: 'other authority',
  CERT_CHAIN_TOO_LONG: 'unfit certificate',
  INVALID_CA: 'unfit certificate',
  INVALID_PURPOSE: 'unfit certificate',
  PATH_LENGTH_EXCEEDED: 'unfit certificate',
  /** The code of what OpenSSL knows and Node has no name for, such as a key that is too short. */
  UNSPECIFIED: 'unfit certificate',
};

/** The causes that OpenSSL gives reasons for; the names of these differ between its versions. */
const causesByReason: readonly (readonly [reason: RegExp, cause: TargetCause])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTPS?_(?:PROXY_)?REQUEST|BAD_RECORD_TYPE|RECORD_LAYER_FAILURE/,
    'not TLS',
  ],
  [/NO_APPLICATION_PROTOCOL/, 'HTTP/2 only'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL|VERSION_TOO_LOW|NO_PROTOCOLS_AVAILABLE/, 'TLS version'],
  [/HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_CIPHERS|WRONG_CIPHER|DH_KEY_TOO_SMALL/, 'TLS cipher'],
  [/CERTIFICATE_REQUIRED|ALERT_(?:BAD|NO)_CERTIFICATE|ALERT_CERTIFICATE_|ALERT_UNKNOWN_CA/, 'client certificate'],
  [/UNRECOGNIZED_NAME/, 'host name'],
  [/EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK/, 'unfit certificate'],
];

/** The code that tells most about an error: its own, else that of its cause, else its name. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && error.cause !== error) return codeOf(error.cause);
  return 'name' in error ? String(error.name) : '';
}

/** The cause of an error of Node, OpenSSL or undici. */
export function causeOf(error: unknown): TargetCause {
  if (error instanceof HandshakeReset) return 'TLS reset';
  if (error instanceof TlsExpected) return 'TLS only';
  const code = codeOf(error);
  const known = Object.hasOwn(causesByCode, code) ? causesByCode[code] : undefined;
  if (known === 'not HTTP' || code.startsWith('HPE_')) return known === 'too large' ? known : protocolOf(error);
  if (known) return known;
  // Node gives a failed write this code, and OpenSSL's reason in the message alone.
  const reason = code === 'EPROTO' && error instanceof Error ? error.message.toUpperCase().replaceAll(' ', '_') : code;
  const found = causesByReason.find(([pattern]) => pattern.test(reason));
  if (found) return found[1];
  return /CERT|TLS|SSL|VERIFY|EPROTO/.test(code) ? 'TLS' : 'reset';
}

/** What a server speaks that does not answer in HTTP/1.1, by its first bytes, which the parser keeps in the error. */
function protocolOf(error: unknown): TargetCause {
  const bytes = typeof error === 'object' && error !== null && 'data' in error ? String(error.data) : '';
  const at = (index: number): number => bytes.charCodeAt(index);
  // A frame of SETTINGS or GOAWAY on stream 0 (RFC 9113 §4.1): three bytes of length, type, flags, four bytes of stream.
  const isFrame = at(0) === 0 && (at(3) === 4 || at(3) === 7) && [5, 6, 7, 8].every((index) => at(index) === 0);
  if (isFrame) return 'HTTP/2 only';
  // A record of an alert or a handshake (RFC 8446 §5.1): type, version 3.x.
  const isRecord = (at(0) === 0x15 || at(0) === 0x16) && at(1) === 3 && at(2) <= 4;
  return isRecord ? 'TLS only' : 'not HTTP';
}
