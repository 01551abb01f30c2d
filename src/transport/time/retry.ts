import type { Exchange, Refused } from '../../evidence/exchange.ts';
import { httpDate } from '../../value/httpDate.ts';

const second = 1000;
const mostThrottled = 20;
const mostOutages = 3;
const shortPause = 100;
const longestGrown = 60 * second;

/** Statuses of those who stand before a service that is away for a moment (RFC 9110 §15.6.3 to 15.6.5). */
const outages: ReadonlySet<number> = new Set([502, 503, 504]);

/** The milliseconds that an answer asks to wait (RFC 9110 §10.2.3): seconds, also with a fraction, or a date, read by the server's own clock. */
function retryAfterOf({ answer }: Exchange, now: number): number | undefined {
  const value = answer?.headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * second);
  const due = httpDate(value, now);
  return due === undefined ? undefined : Math.max(0, due - (httpDate(answer?.headers['date'], now) ?? now));
}

/**
 * The milliseconds after which a request is sent again, undefined where its answer stands. What was throttled was not done,
 * so any request may be repeated; an outage and a cut connection leave that open, so only a read is, after a cut once; a conflict is tried once more. `repeats` is
 * how often it was sent before, `random` a number from 0 to 1 that spreads those who wait for the same thing. The pause
 * grows whatever the answer asks for, so that a server that asks for none is not asked for ever.
 */
export function pauseBeforeRepeat(
  exchange: Exchange,
  repeats: number,
  now: number,
  random: number,
): number | undefined {
  const { method, answer, failure } = exchange;
  const grown = (least: number): number => Math.min(2 ** repeats * least, longestGrown);
  const asked = retryAfterOf(exchange, now);
  const backOff = asked === undefined ? grown((0.25 + random / 4) * second) : Math.max(asked, grown(shortPause));
  if (answer?.status === 429 && repeats < mostThrottled) return backOff;
  if (outages.has(answer?.status ?? 0) && method === 'GET' && repeats < mostOutages) return backOff;
  if (failure?.kind === 'reset' && method === 'GET' && repeats === 0) return shortPause;
  if (answer?.status === 409 && method !== 'GET' && repeats === 0) return shortPause;
  return undefined;
}

/** Whether a target puts a request off: it throttles, or is away for a moment. */
export function isPutOff({ answer }: Exchange): boolean {
  return answer !== undefined && (answer.status === 429 || outages.has(answer.status));
}

/** What is kept of an answer that a request is repeated for. */
export function refusedBy({ answer }: Exchange): Refused {
  const retryAfter = answer?.headers['retry-after'];
  return { status: answer?.status ?? 0, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
