import { createHash } from 'node:crypto';
import { isObject, type JsonValue, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';

/** A server that gives its entities in an order of its own, in lists and where they are expanded: no page promises one. */
export const anyOrder: Fault = {
  name: 'any-order',
  text: 'gives every list, and every expanded one, in an order of its own: with, reversed or a seed',
  needs: 'an order',
  make: (context) => (_request, right) => {
    const answer = right();
    if (answer.status >= 300 || !isObject(answer.body)) return answer;
    const body = turned(answer.body, String(context.scope.with));
    if (writeJson(body) === writeJson(answer.body)) return answer;
    context.fired();
    return { ...answer, body };
  },
};

function turned(value: JsonValue, order: string): JsonValue {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, turned(member, order)]));
  if (!Array.isArray(value)) return value;
  const items = value.map((item) => turned(item, order));
  if (!items.every((item) => isObject(item) && typeof item['id'] === 'string')) return items;
  return order === 'reversed' ? items.reverse() : shuffled(items, order);
}

/** Items in an order that follows from a seed and from how many they are. */
function shuffled(items: readonly JsonValue[], seed: string): JsonValue[] {
  const keyed = items.map((item, index) => {
    const key = createHash('sha256').update(`${seed} ${items.length} ${index}`).digest('hex');
    return { item, key };
  });
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
}
