import type { ProxyServer } from '../../settings/proxies.ts';

/** An answer of a proxy by which it refuses: its status, and the ways to sign in that it names, in small letters (RFC 9110 §11.7.1). */
export interface ProxyAnswer {
  readonly status: number;
  readonly schemes: readonly string[];
}

/** How far a request came: to a proxy at most, or through it. */
export type Leg = 'to' | 'through';

/** A request that failed on a way with a proxy; `cause` is the error, `answer` what the proxy said. */
export class ProxyError extends Error {
  readonly proxy: ProxyServer;
  readonly leg: Leg;
  readonly answer: ProxyAnswer | undefined;

  constructor(proxy: ProxyServer, leg: Leg, { cause, answer }: { cause?: unknown; answer?: ProxyAnswer }) {
    super('a request failed on a way with a proxy', { cause });
    this.proxy = proxy;
    this.leg = leg;
    this.answer = answer;
  }
}
