import type { Trial } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { JsonObject } from '../value/json.ts';

/** Sends values, and reads back what they were sent to where that is possible. */
export type Send = (values: JsonObject) => Promise<{ exchange: Exchange; read?: Exchange }>;

/**
 * Sends values; where they are refused and the plain ones were not, sends each of them alone among plain ones, so that
 * the one that is refused can be told; `complete` gives those what every body has to have.
 */
export async function attempt(
  values: JsonObject,
  plain: Trial,
  status: number,
  send: Send,
  complete: (values: JsonObject) => JsonObject = (some) => some,
): Promise<Trial[]> {
  const isTaken = ({ exchange }: Trial): boolean => exchange.answer?.status === status;
  const whole: Trial = { sent: values, ...(await send(values)) };
  if (whole.exchange.answer === undefined || isTaken(whole) || !isTaken(plain)) return [whole];
  const alone: Trial[] = [];
  for (const name of Object.keys(values).filter((property) => !property.startsWith('@'))) {
    const sent = complete({ ...plain.sent, [name]: values[name] ?? null });
    alone.push({ sent, only: name, ...(await send(sent)) });
  }
  return [whole, ...alone];
}
