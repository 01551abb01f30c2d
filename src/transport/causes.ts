import type { FailureKind } from '../evidence/exchange.ts';
import type { TargetCause } from '../evidence/failureCause.ts';

/** A cause of failure: its kind, a sentence about it, and what to do; without a remedy, that depends on the target. */
export interface Cause {
  readonly kind: FailureKind;
  readonly says: string;
  readonly remedy?: string;
}

/** What each cause says and asks for. */
export const causes: Readonly<Record<TargetCause, Cause>> = {
  refused: { kind: 'refused', says: 'the connection was refused' },
  unreachable: { kind: 'refused', says: 'there is no route to the host' },
  'not allowed': {
    kind: 'refused',
    says: 'this machine does not allow the connection',
    remedy: 'allow it in the firewall or sandbox of this machine',
  },
  'unknown host': { kind: 'dns', says: 'the host name is not known' },
  'no name server': { kind: 'dns', says: 'no name server answered' },
  'connect timeout': { kind: 'timeout', says: 'the connection was not open before the deadline' },
  timeout: { kind: 'timeout', says: 'no answer came before the deadline' },
  reset: { kind: 'reset', says: 'the connection was closed before the answer was complete' },
  'not HTTP': { kind: 'malformed', says: 'the answer is not HTTP' },
  'HTTP/2 only': {
    kind: 'malformed',
    says: 'the server speaks only HTTP/2',
    remedy: 'let it serve HTTP/1.1 too, which is what the suite speaks',
  },
  'not TLS': {
    kind: 'tls',
    says: 'the server does not speak TLS at this port',
    remedy: 'write http:// in place of https://, or name the port of https',
  },
  'TLS only': {
    kind: 'malformed',
    says: 'the server speaks TLS at this port',
    remedy: 'write https:// in place of http://, or name the port of http',
  },
  'too large': { kind: 'too large', says: 'the answer is larger than allowed' },
  TLS: { kind: 'tls', says: 'the TLS handshake failed', remedy: 'look at the TLS settings of the server' },
  'TLS reset': {
    kind: 'reset',
    says: 'the connection was closed in the TLS handshake',
    remedy: 'check that the port is one of https, and that no firewall cuts the connection',
  },
  'TLS version': {
    kind: 'tls',
    says: 'the server and Node have no version of TLS in common',
    remedy: 'let the server offer TLS 1.2 or 1.3',
  },
  'TLS cipher': {
    kind: 'tls',
    says: 'the server and Node have no cipher or key exchange in common',
    remedy: 'let the server offer what its version of TLS recommends',
  },
  'client certificate': {
    kind: 'tls',
    says: 'the server asks for a certificate of the client',
    remedy: 'let it take requests without one, for the suite has none to show',
  },
  'self-signed': {
    kind: 'tls',
    says: 'the server shows a certificate that it signed itself',
    remedy: 'name that certificate in GRAPH_CA',
  },
  'unknown authority': {
    kind: 'tls',
    says: 'the certificate of the server is from an authority that is not trusted',
    remedy:
      'name that authority in GRAPH_CA; if a firewall inspects TLS on the way, the authority is that of the firewall',
  },
  'missing authority': {
    kind: 'tls',
    says: 'the authority of the certificate of the server is signed by another one that is not known',
    remedy: 'name that other authority, the root, in GRAPH_CA too',
  },
  'incomplete chain': {
    kind: 'tls',
    says: 'the certificate of the server is from an authority that is not trusted, and the server does not show that one',
    remedy:
      'name that authority in GRAPH_CA or, if another one signed it, let the server send the whole chain; if a firewall inspects TLS on the way, the authority is that of the firewall',
  },
  'other authority': {
    kind: 'tls',
    says: 'the certificate of the server is not signed by the authority of that name that is trusted',
    remedy: 'name the authority in GRAPH_CA that signed it; one of the same name with an older key is trusted now',
  },
  expired: {
    kind: 'tls',
    says: 'the certificate of the server, or of its authority, has expired',
    remedy: 'renew it, or set the clock of this machine if it is ahead',
  },
  'not yet valid': {
    kind: 'tls',
    says: 'the certificate of the server, or of its authority, is not valid yet',
    remedy: 'set the clock of this machine if it is behind, or issue the certificate again',
  },
  'host name': {
    kind: 'tls',
    says: 'the certificate of the server is for another host name',
    remedy: 'write a host name of the certificate into the URL, or issue it for this one',
  },
  revoked: { kind: 'tls', says: 'the certificate of the server is revoked', remedy: 'issue a new one' },
  'unfit certificate': {
    kind: 'tls',
    says: 'the certificate of the server, or of its authority, is not one that may be used for this',
    remedy: 'issue it anew: for a server, by an authority that may sign, with a signature that fits',
  },
};
