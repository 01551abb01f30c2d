import { Agent, request } from 'undici';

/** What a GET brings. */
export interface Fetched {
  readonly status: number;
  readonly text: string;
}

const deadline = 10_000;
const largest = 64 * 1024;

/** Reads a small text over https, of which nothing is kept and no redirect followed; throws what undici throws. */
export async function fetchText(
  url: URL,
  headers: Readonly<Record<string, string>>,
  trust: readonly string[] | undefined,
): Promise<Fetched> {
  const connect = { timeout: deadline, ...(trust === undefined ? {} : { ca: [...trust] }) };
  const dispatcher = new Agent({ connect, maxResponseSize: largest });
  try {
    const signal = AbortSignal.timeout(deadline);
    const { statusCode, body } = await request(url, { dispatcher, headers, signal });
    return { status: statusCode, text: await body.text() };
  } finally {
    await dispatcher.destroy();
  }
}
