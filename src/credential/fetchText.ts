import { type Network, openerFor } from '../transport/network.ts';

/** A request for a small text. */
export interface TextRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** What a request for a text brings; of headers that came more than once, all. */
export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const deadline = 10_000;
const limits = { deadline, bodyBytes: 512 * 1024, headerBytes: 32 * 1024 };

/** Reads a small text, of which nothing is kept and no redirect followed; throws what can be read by `failureOf`. */
export async function fetchText(
  url: URL,
  { method, headers, body, signal }: TextRequest,
  network: Network,
): Promise<Fetched> {
  const sender = openerFor(url.origin, limits, network)();
  const late = AbortSignal.timeout(deadline);
  try {
    const answer = await sender.request({
      path: url.pathname + url.search,
      method,
      headers,
      body: body ?? null,
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    const told = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
    );
    return { status: answer.statusCode, headers: Object.fromEntries(told), text: await answer.body.text() };
  } finally {
    await sender.destroy();
  }
}
