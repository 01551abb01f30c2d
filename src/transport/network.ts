import { type Dispatcher, Pool } from 'undici';
import type { Limits } from '../settings/limits.ts';
import { type Proxies, proxyFor } from '../settings/proxies.ts';
import { secureContextWith } from '../settings/trust.ts';
import { connectorTo } from './connector.ts';
import type { Tls } from './dial.ts';
import { forward } from './proxy/forward.ts';
import { lookingForTls } from './tlsLook.ts';

/** How servers are reached: which certificates are trusted besides those of Node (in PEM), through which proxies, and whether certificates are looked at. */
export interface Network {
  readonly trust?: readonly string[];
  readonly proxies?: Proxies;
  readonly insecure?: true;
}

/** A request to an origin. */
type Request = Omit<Dispatcher.RequestOptions, 'headers' | 'origin'> & {
  readonly headers: Readonly<Record<string, string>>;
};

/** What sends requests to one origin. */
export interface Sender {
  request(options: Request): Promise<Dispatcher.ResponseData>;
  destroy(): Promise<void>;
}

/**
 * How requests are sent to an origin, each over a connection of its own, within limits. What is opened with `onClosed` asks
 * the server to leave the connection open after its answer, and tells by which error it was closed in the end.
 */
export function openerFor(
  origin: string,
  limits: Pick<Limits, 'deadline' | 'bodyBytes' | 'headerBytes'>,
  { trust, proxies, insecure }: Network,
): (onClosed?: (error: Error) => void) => Sender {
  const url = new URL(origin);
  const proxy = proxies && proxyFor(url, proxies);
  /** Read once: to read certificates for each connection takes longer than the request. */
  const trusting: Tls = trust === undefined ? {} : { secureContext: secureContextWith(trust) };
  const { deadline, bodyBytes, headerBytes } = limits;
  const options: Pool.Options = {
    pipelining: 0,
    connect: connectorTo(url, {
      deadline,
      ...(proxy ? { proxy } : {}),
      toProxy: trusting,
      toTarget: insecure ? { ...trusting, rejectUnauthorized: false } : trusting,
    }),
    headersTimeout: deadline,
    bodyTimeout: deadline,
    maxHeaderSize: headerBytes,
    maxResponseSize: bodyBytes,
  };
  const looking = lookingForTls(proxy ? new URL(proxy.address) : url, deadline);
  return (onClosed) => {
    const pool = new Pool(url.origin, { ...options, ...(onClosed ? { pipelining: 1 } : {}) });
    if (onClosed) pool.on('disconnect', (_origin, _targets, error) => onClosed(error));
    return looking(proxy && url.protocol === 'http:' ? forward(pool, url, proxy) : pool);
  };
}
