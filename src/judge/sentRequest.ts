import type { Evidence } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { Verdict } from './verdict.ts';

/** A request as it was sent, without secrets: path below the base URL, headers of its own, and whether it carried the token. */
export interface SentRequest {
  /** Where it was sent; left out for the embedded mock, which is gone. */
  readonly baseUrl?: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorized: boolean;
  /** The body; left out where it is too long to be typed. */
  readonly body?: string;
}

const longestBody = 4000;
/** Headers that say something about what is asked; the others are of the connection. */
const telling = ['content-type', 'prefer', 'if-match', 'consistencylevel'];

/** The request of a case that somebody would repeat by hand: the documented one, else the one that shows what is broken. */
export function sentRequest(
  verdicts: readonly Verdict[],
  { request }: Evidence,
  exchanges: readonly Exchange[],
  baseUrl: string | undefined,
): { readonly sent?: SentRequest } {
  const broken = verdicts.filter(({ outcome }) => outcome === 'fail');
  if (broken.length === 0) return {};
  const shown = broken.flatMap(({ excerpt }) => excerpt ?? [])[0];
  const found =
    request ?? exchanges.findLast(({ method, path }) => method === shown?.method && path === shown.path) ?? undefined;
  if (!found) return {};
  const { method, path, body, headers } = found;
  const own = Object.entries(headers).filter(([name]) => telling.includes(name.toLowerCase()));
  return {
    sent: {
      ...(baseUrl === undefined ? {} : { baseUrl }),
      method,
      path,
      headers: Object.fromEntries(own),
      authorized: Object.keys(headers).some((name) => name.toLowerCase() === 'authorization'),
      ...(body === undefined || body.length > longestBody ? {} : { body }),
    },
  };
}
