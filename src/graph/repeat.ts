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

/** Statuses by which a target says nothing of what was asked (RFC 6585 §4, RFC 9110 §15.6.4 and §15.6.5). */
const unavailableStatuses: Readonly<Record<number, string>> = {
  429: 'it throttles',
  503: 'it is out of service',
  504: 'it waits for another server',
};

/** An exchange whose answer says only that the target is not available, as one without a usable answer; any other as it is. */
export function unavailable(exchange: Exchange): Exchange {
  const { answer, ...rest } = exchange;
  const why = unavailableStatuses[answer?.status ?? 0];
  if (!answer || why === undefined) return exchange;
  const after = answer.headers['retry-after'];
  const until = after === undefined ? '' : `, Retry-After: ${after.slice(0, 40)}`;
  const message = `the target is not available: ${why} (status ${answer.status}${until})`;
  return { ...rest, failure: { kind: 'unavailable', message } };
}
