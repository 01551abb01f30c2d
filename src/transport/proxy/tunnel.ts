import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { ProxyServer } from '../../settings/proxies.ts';
import { dial, secure, type Tls } from '../dial.ts';
import { type ProxyAnswer, ProxyError } from './proxyError.ts';
import { answerOf, signInHeaders } from './proxySignIn.ts';

/** Opens a connection to a proxy; throws `ProxyError`. */
export async function reach(proxy: ProxyServer, tls: Tls, signal: AbortSignal): Promise<Socket> {
  const url = new URL(proxy.address);
  try {
    const socket = await dial(url, signal);
    return url.protocol === 'https:' ? await secure(socket, url, tls, signal) : socket;
  } catch (cause) {
    throw new ProxyError(proxy, 'to', { cause });
  }
}

/** Opens a way through a proxy to the host and port of a URL (RFC 9110 §9.3.6); throws `ProxyError`. */
export async function tunnel(proxy: ProxyServer, url: URL, tls: Tls, signal: AbortSignal): Promise<Socket> {
  const socket = await reach(proxy, tls, signal);
  const path = `${url.hostname}:${url.port || '443'}`;
  const headers = { host: path, ...signInHeaders(proxy) };
  const asked = request({ method: 'CONNECT', path, headers, createConnection: () => socket, signal });
  return new Promise((resolve, reject) => {
    const fail = (why: { cause?: unknown; answer?: ProxyAnswer }): void => {
      socket.destroy();
      reject(new ProxyError(proxy, 'to', why));
    };
    asked.once('connect', ({ statusCode = 0, headers: { 'proxy-authenticate': challenge } }, _socket, head) => {
      if (statusCode < 200 || statusCode > 299) return fail({ answer: answerOf(statusCode, challenge) });
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.on('error', (cause) => fail({ cause: signal.aborted ? signal.reason : cause })).end();
  });
}
