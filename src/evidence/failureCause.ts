/** Why a request to a server failed, as far as this machine can tell. */
export type TargetCause =
  | 'refused'
  | 'unreachable'
  | 'not allowed'
  | 'unknown host'
  | 'no name server'
  | 'connect timeout'
  | 'timeout'
  | 'reset'
  | 'not HTTP'
  | 'HTTP/2 only'
  | 'not TLS'
  | 'TLS only'
  | 'too large'
  | 'TLS'
  | 'TLS reset'
  | 'TLS version'
  | 'TLS cipher'
  | 'client certificate'
  | 'self-signed'
  | 'unknown authority'
  | 'missing authority'
  | 'incomplete chain'
  | 'other authority'
  | 'expired'
  | 'not yet valid'
  | 'host name'
  | 'revoked'
  | 'unfit certificate';

/** Why a request failed at the proxy on its way. */
export type ProxyCause =
  | 'proxy refused'
  | 'proxy unreachable'
  | 'proxy unknown'
  | 'proxy timeout'
  | 'proxy reset'
  | 'proxy not HTTP'
  | 'proxy not TLS'
  | 'proxy TLS only'
  | 'proxy certificate'
  | 'proxy TLS'
  | 'proxy sign-in'
  | 'proxy password'
  | 'proxy scheme'
  | 'proxy forbids'
  | 'proxy gateway'
  | 'proxy inspects';

/** Why a request failed. */
export type FailureCause = TargetCause | ProxyCause;
