import { type Network, openerFor } from '../network.ts';

/** What a GET brings. */
export interface Fetched {
  readonly status: number;
  readonly text: string;
}

const deadline = 10_000;
const limits = { deadline, bodyBytes: 64 * 1024, headerBytes: 16 * 1024 };

/** Reads a small text over https, of which nothing is kept and no redirect followed; throws what undici throws. */
export async function fetchText(
  url: URL,
  headers: Readonly<Record<string, string>>,
  network: Network,
): Promise<Fetched> {
  const { origin, pathname, search } = url;
  const dispatcher = openerFor(origin, limits, network)();
  try {
    const signal = AbortSignal.timeout(deadline);
    const path = pathname + search;
    const { statusCode, body } = await dispatcher.request({ origin, path, method: 'GET', headers, signal });
    return { status: statusCode, text: await body.text() };
  } finally {
    await dispatcher.destroy();
  }
}
