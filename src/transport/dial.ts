import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { bareHost } from '../settings/loopback.ts';

/** How TLS is spoken: whom it trusts, if that is more than Node does, and whether it looks at certificates at all. */
export interface Tls {
  readonly secureContext?: SecureContext;
  readonly rejectUnauthorized?: false;
}

/** Opens a connection to the host and port of a URL; throws what Node throws, or why `signal` ended it. */
export function dial({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host: bareHost(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) });
  socket.setNoDelay(true).setKeepAlive(true, 60_000);
  return opened(socket, 'connect', signal);
}

/** A connection that was closed in the midst of the TLS handshake. */
export class HandshakeReset extends Error {}

/** A connection that was closed without an answer in plain text, by a server that speaks TLS. */
export class TlsExpected extends Error {}

/** Speaks TLS over a connection to the host of a URL, and HTTP/1.1 above it. */
export async function secure(socket: Socket, { hostname }: URL, tls: Tls, signal: AbortSignal): Promise<Socket> {
  const host = bareHost(hostname);
  const named = isIP(host) === 0 ? { servername: host } : {};
  const secured = connectTls({ ...tls, socket, host, ...named, ALPNProtocols: ['http/1.1'] });
  try {
    return await opened(secured, 'secureConnect', signal);
  } catch (cause) {
    const isReset =
      cause instanceof Error && 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');
    throw isReset ? new HandshakeReset('closed in the TLS handshake', { cause }) : cause;
  }
}

/** The connection once it is open; it is destroyed if that fails. */
function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  // Stays, so that an error between two listeners of others is never an uncaught one.
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const end = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      socket.off(event, succeed);
      socket.destroy();
      reject(error);
    };
    const abort = (): void => end(signal.reason);
    const succeed = (): void => {
      signal.removeEventListener('abort', abort);
      socket.off('error', end);
      resolve(socket);
    };
    socket.once(event, succeed).once('error', end);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
