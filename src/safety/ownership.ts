import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import { isObject, type JsonValue } from '../value/json.ts';
import { pathSegments } from './pathSegments.ts';

/**
 * Which entities of entity sets this run created: those whose id the answer 201 to a POST of ours brought, and that no
 * answer had shown before. An id that was seen first is not ours, whatever case it is written in: a server that answers a
 * POST with an entity that existed cannot make the run change it, if it was ever listed or read. One that was never seen
 * cannot be told from a new one; so a run lists an entity set before it creates in it.
 */
export class Ownership {
  readonly #created = new Set<string>();
  readonly #seen = new Set<string>();

  /** Takes note of an exchange; all of a run have to pass here, in the order of their answers. */
  note(exchange: Exchange): void {
    const body = jsonOf(exchange);
    if (exchange.answer === undefined || exchange.answer.status >= 300) return;
    const own = createdBy(exchange, body);
    if (own && !this.#seen.has(own.id.toLowerCase())) this.#created.add(keyOf(own.set, own.id));
    for (const id of idsIn(body)) this.#seen.add(id.toLowerCase());
  }

  /** Takes the entity at a path in an entity set for one that this run created, as its mark says. */
  adopt(path: string): void {
    const [root, set, id, ...rest] = pathSegments(path) ?? [];
    if (root === 'deviceManagement' && set !== undefined && id !== undefined && rest.length === 0)
      this.#created.add(keyOf(set, id));
  }

  /** Whether this run created the entity with an id in an entity set; the id as the path has it, decoded, letter by letter. */
  owns(set: string, id: string): boolean {
    return this.#created.has(keyOf(set, id));
  }
}

function keyOf(set: string, id: string): string {
  return `${set}/${id}`;
}

function createdBy(
  { method, path, answer }: Exchange,
  body: JsonValue | undefined,
): { set: string; id: string } | undefined {
  if (method !== 'POST' || answer?.status !== 201 || !isObject(body)) return undefined;
  const [root, set, ...rest] = pathSegments(path) ?? [];
  const { id } = body;
  if (root !== 'deviceManagement' || set === undefined || rest.length > 0 || typeof id !== 'string') return undefined;
  return { set, id };
}

/** Every id in a body, however deep. */
function idsIn(value: JsonValue | undefined): string[] {
  const ids: string[] = [];
  const left: JsonValue[] = [value ?? null];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) left.push(...next);
    else if (isObject(next)) {
      if (typeof next['id'] === 'string') ids.push(next['id']);
      left.push(...Object.values(next));
    }
  }
  return ids;
}
