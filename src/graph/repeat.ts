import type { Exchange, Refused } from '../contract/exchange.ts';

const second = 1000;
const mostOutages = 3;
const contentionPause = 100;

/** The milliseconds that an answer asks to wait (RFC 9110 §10.2.3): seconds, also with a fraction, or a date, read by the server's own clock. */
function retryAfterOf({ answer }: Exchange, now: number): number | undefined {
  const value = answer?.headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * second);
  const due = Date.parse(value);
  const date = Date.parse(answer?.headers['date'] ?? '');
  return Number.isNaN(due) ? undefined : Math.max(0, due - (Number.isNaN(date) ? now : date));
}

/**
 * The milliseconds after which a request is sent again, undefined where its answer stands. What was throttled was not done,
 * so any request may be repeated; an outage leaves that open, so only a read is; a conflict is tried once more. `repeats` is
 * how often it was sent before, `random` a number from 0 to 1 that spreads those who wait for the same thing.
 */
export function pauseBeforeRepeat(
  exchange: Exchange,
  repeats: number,
  now: number,
  random: number,
): number | undefined {
  const { method, answer } = exchange;
  const backOff = retryAfterOf(exchange, now) ?? 2 ** repeats * second * (0.25 + random / 4);
  if (answer?.status === 429) return backOff;
  if ((answer?.status === 503 || answer?.status === 504) && method === 'GET' && repeats < mostOutages) return backOff;
  if (answer?.status === 409 && method !== 'GET' && repeats === 0) return contentionPause;
  return undefined;
}

/** What is kept of an answer that a request is repeated for. */
export function refusedBy({ answer }: Exchange): Refused {
  const retryAfter = answer?.headers['retry-after'];
  return { status: answer?.status ?? 0, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
