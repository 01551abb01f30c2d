import { causeOf } from './causeOf.ts';
import { dial, secure, TlsExpected } from './dial.ts';
import type { Sender } from './network.ts';
import { ProxyError } from './proxy/proxyError.ts';

/** What keeps a handshake from its end and comes from a server that speaks TLS. */
const toldInTls: ReadonlySet<string> = new Set(['TLS version', 'TLS cipher', 'client certificate', 'HTTP/2 only']);

/**
 * Whether a server speaks TLS at the host and port of a URL, as far as it says so within some milliseconds. Nothing but a
 * handshake is sent, and certificates are not looked at.
 */
async function speaksTls(url: URL, deadline: number): Promise<boolean> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const socket = await secure(await dial(url, signal), url, { rejectUnauthorized: false }, signal);
    socket.destroy();
    return true;
  } catch (error) {
    return toldInTls.has(causeOf(error));
  }
}

/**
 * Sends as `sender` does. If the first request over http is closed without an answer, looks once whether the server speaks TLS:
 * Node and others close a connection in plain text without a word. `hop` is the first server on the way.
 */
export function lookingForTls(hop: URL, deadline: number): (sender: Sender) => Sender {
  if (hop.protocol !== 'http:') return (sender) => sender;
  let isPlain = false;
  let look: Promise<boolean> | undefined;
  return (sender) => ({
    request: async (options) => {
      try {
        const answer = await sender.request(options);
        isPlain = true;
        return answer;
      } catch (error) {
        const atProxy = error instanceof ProxyError ? error : undefined;
        if (isPlain || causeOf(atProxy ? atProxy.cause : error) !== 'reset') throw error;
        look ??= speaksTls(hop, deadline);
        if (!(await look)) throw error;
        const cause = new TlsExpected('closed in plain text by a server that speaks TLS', { cause: error });
        throw atProxy ? new ProxyError(atProxy.proxy, 'to', { cause }) : cause;
      }
    },
    destroy: () => sender.destroy(),
  });
}
