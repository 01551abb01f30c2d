import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import type { Api } from '../model/api.ts';
import { encodeSegment, isAddressable } from '../model/path.ts';
import type { Client } from '../transport/client.ts';
import type { Request } from '../transport/request.ts';
import { isObject, type JsonObject, objectsIn } from '../value/json.ts';
import { collectionOf } from './ledger/collection.ts';

const mostPages = 100;

/** What became of a create whose answer was lost: it was done and is at a path, it was not done, or nobody can tell. */
export type Fate = { readonly is: 'done'; readonly path: string } | { readonly is: 'not done' | 'unknown' };

/** Whether an exchange leaves open if something was made: a create that carries the run's mark, and no answer that tells. */
export function isLost({ method, body }: Request, { answer, failure }: Exchange, mark: string | undefined): boolean {
  const kinds = ['reset', 'timeout', 'unavailable'];
  const isOpen = answer === undefined && kinds.includes(failure?.kind ?? '') && failure?.class !== 'throttled';
  return isOpen && method === 'POST' && mark !== undefined && body?.includes(mark) === true;
}

/**
 * Looks in the collection of a lost create for an entity with the text that carries the mark: only bodies of the same case
 * may have the same text, and `known` are the paths of what is known to have come of them.
 */
export async function fateOf(
  client: Client,
  api: Api,
  { path, body = '' }: Request,
  mark: string,
  known: ReadonlySet<string>,
): Promise<Fate> {
  const collection = collectionOf(api, 'POST', path);
  const text = textsOf(JSON.parse(body) as JsonObject).find((value) => value.includes(mark));
  let next = collection;
  for (let page = 0; next !== undefined && text !== undefined && page < mostPages; page += 1) {
    const page = await client.send({ method: 'GET', path: next });
    const list = jsonOf(page);
    if (!isObject(list) || !Array.isArray(list['value'])) return { is: 'unknown' };
    const alike = objectsIn(list['value']).filter((entity) => textsOf(entity).includes(text));
    const paths = alike.flatMap(({ id }) =>
      typeof id === 'string' && isAddressable(id) ? `${collection}/${encodeSegment(id)}` : [],
    );
    const found = paths.find((one) => !known.has(one));
    if (found !== undefined) return { is: 'done', path: found };
    const link = list['@odata.nextLink'];
    if (typeof link !== 'string') return { is: 'not done' };
    next = client.pathOf(link, page);
  }
  return { is: 'unknown' };
}

function textsOf(entity: JsonObject): string[] {
  return Object.values(entity).filter((value) => typeof value === 'string');
}
