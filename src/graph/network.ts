import { createSecureContext } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { Limits } from './client.ts';

/** Through which proxies http and https go, and to which hosts none is used; empty where there is none. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  readonly none: string;
}

/** How a target is reached: whose certificates are trusted (in PEM; those of Node without), through which proxies, and whether certificates are looked at. */
export interface Network {
  readonly trust?: readonly string[];
  readonly proxies?: Proxies;
  readonly insecure?: true;
}

/**
 * How requests are sent to an origin, each over a connection of its own, within limits. What is opened with `onClosed` asks
 * the server to leave the connection open after its answer, and tells by which error it was closed in the end.
 */
export function openerFor(
  origin: string,
  limits: Pick<Limits, 'deadline' | 'bodyBytes' | 'headerBytes'>,
  { trust, proxies, insecure }: Network,
): (onClosed?: (error: Error) => void) => Dispatcher {
  /** Read once: to read certificates for each connection takes longer than the request. */
  const tls = {
    ...(trust === undefined ? {} : { secureContext: createSecureContext({ ca: [...trust] }) }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  };
  const { deadline, bodyBytes, headerBytes } = limits;
  const options: Pool.Options = {
    pipelining: 0,
    connect: { timeout: deadline, ...tls },
    headersTimeout: deadline,
    bodyTimeout: deadline,
    maxHeaderSize: headerBytes,
    maxResponseSize: bodyBytes,
  };
  return (onClosed) => {
    const poolTo = (to: string | URL, more: object = {}): Pool => {
      const pool = new Pool(to, { ...options, ...more, ...(onClosed ? { pipelining: 1 } : {}) });
      return onClosed ? pool.on('disconnect', (_origin, _targets, error) => onClosed(error)) : pool;
    };
    if (!proxies) return poolTo(origin);
    return new EnvHttpProxyAgent({
      ...options,
      factory: poolTo,
      requestTls: { timeout: deadline, ...tls },
      proxyTunnel: false,
      httpProxy: proxies.http,
      httpsProxy: proxies.https,
      noProxy: proxies.none,
    });
  };
}
