import type { Exchange } from '../evidence/exchange.ts';
import type { JsonObject } from '../value/json.ts';
import type { Session } from './session.ts';

/**
 * Posts an entity that a case needs. Where its values are refused, one that has nothing but its type and what it is bound to:
 * to make an entity is the promise of another case, which judges every value.
 */
export async function post(
  session: Session,
  path: string,
  { type, instance, binds }: { readonly type: string; readonly instance: JsonObject; readonly binds: JsonObject },
): Promise<Exchange> {
  const exchange = await session.send('POST', path, { ...instance, ...binds });
  if (exchange.answer?.status !== 400) return exchange;
  const least = session.marked(type, { '@odata.type': instance['@odata.type'] ?? null }, []);
  const again = await session.send('POST', path, { ...least, ...binds });
  return again.answer && again.answer.status < 300 ? again : exchange;
}
