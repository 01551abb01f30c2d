import type { Socket } from 'node:net';
import { type buildConnector, errors } from 'undici';
import type { ProxyServer } from '../settings/proxies.ts';
import { dial, secure, type Tls } from './dial.ts';
import { ProxyError } from './proxy/proxyError.ts';
import { reach, tunnel } from './proxy/tunnel.ts';

/** How an origin is connected to: within how many milliseconds, through which proxy, and how TLS is spoken to that and to the origin. */
export interface Way {
  readonly deadline: number;
  readonly proxy?: ProxyServer;
  readonly toProxy: Tls;
  readonly toTarget: Tls;
}

/** The part of the deadline that a connection may take, so that it is told from an answer that does not come. */
const share = 0.9;

/** Connects to an origin, directly or through a proxy. A request over http is handed to the proxy, one over https goes through a tunnel. */
export function connectorTo(origin: URL, way: Way): buildConnector.connector {
  return (_options, callback) => {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(new errors.ConnectTimeoutError()), Math.ceil(way.deadline * share));
    connect(origin, way, end.signal)
      .finally(() => clearTimeout(timer))
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
  };
}

async function connect(origin: URL, { proxy, toProxy, toTarget }: Way, signal: AbortSignal): Promise<Socket> {
  if (origin.protocol === 'http:') return proxy ? reach(proxy, toProxy, signal) : dial(origin, signal);
  const socket = await (proxy ? tunnel(proxy, origin, toProxy, signal) : dial(origin, signal));
  try {
    return await secure(socket, origin, toTarget, signal);
  } catch (error) {
    throw proxy ? new ProxyError(proxy, 'through', { cause: error }) : error;
  }
}
