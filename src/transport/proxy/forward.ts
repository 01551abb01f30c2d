import type { Dispatcher, Pool } from 'undici';
import type { ProxyServer } from '../../settings/proxies.ts';
import type { Sender } from '../network.ts';
import { ProxyError } from './proxyError.ts';
import { answerOf, signInHeaders } from './proxySignIn.ts';

/** Sends requests over http to an origin by handing them to a proxy, which the pool is connected to (RFC 9112 §3.2.2). */
export function forward(pool: Pool, origin: URL, proxy: ProxyServer): Sender {
  return {
    request: async (options) => {
      const answer = await handOver(pool, origin, proxy, options);
      if (answer.statusCode !== 407) return answer;
      answer.body.on('error', () => undefined).destroy();
      throw new ProxyError(proxy, 'to', { answer: answerOf(answer.statusCode, answer.headers['proxy-authenticate']) });
    },
    destroy: () => pool.destroy(),
  };
}

async function handOver(
  pool: Pool,
  origin: URL,
  proxy: ProxyServer,
  { path, headers, ...options }: Parameters<Sender['request']>[0],
): Promise<Dispatcher.ResponseData> {
  try {
    return await pool.request({
      ...options,
      path: `${origin.origin}${path}`,
      headers: { ...headers, host: origin.host, ...signInHeaders(proxy) },
    });
  } catch (cause) {
    throw cause instanceof ProxyError ? cause : new ProxyError(proxy, 'through', { cause });
  }
}
