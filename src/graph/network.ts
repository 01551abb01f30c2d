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

/** What sends requests to an origin, each over a connection of its own, within limits. */
export function dispatcherFor(
  origin: string,
  limits: Omit<Limits, 'waiting'>,
  { trust, proxies, insecure }: Network,
): Dispatcher {
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
  if (!proxies) return new Pool(origin, options);
  return new EnvHttpProxyAgent({
    ...options,
    factory: (to: string | URL, own: object) => new Pool(to, { ...options, ...own }),
    requestTls: { timeout: deadline, ...tls },
    proxyTunnel: false,
    httpProxy: proxies.http,
    httpsProxy: proxies.https,
    noProxy: proxies.none,
  });
}
