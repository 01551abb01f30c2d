import { describeExchange } from '../evidence/describeExchange.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import { type Fate, fateOf, isGone } from '../evidence/leftover.ts';
import { type Api, endsAtCollection } from '../model/api.ts';
import { encodeSegment, isAddressable, segmentsOf, walk } from '../model/path.ts';
import { provokesGone } from '../refusal/refusal.ts';
import type { Client } from '../transport/client.ts';
import { isNoMatterOfTime, type Patience } from '../transport/time/patience.ts';
import { isObject, type JsonObject, objectsIn } from '../value/json.ts';
import type { Balance } from './ledger/line.ts';
import { ownerOf } from './runMark.ts';

/** Something that a run left: where, and why it is taken for a leftover. */
export interface Found {
  readonly path: string;
  readonly because: string;
}

/** What decides about a leftover: the ledgers of runs that have ended, the key of marks, and the moment it is now. */
export interface Search {
  readonly ledgers: readonly Balance[];
  readonly key: string;
  readonly now: Date;
}

/** What a target could not be asked for, in one sentence. */
export class SweepError extends Error {}

const mostPages = 1000;

/**
 * Looks for what runs left: first what their ledgers say, then what carries their mark where a create was begun, then what
 * carries the mark of any run that has expired and is assigned to nobody. What only has a name like ours is left alone.
 * Changes nothing; the order is that in which it has to be removed.
 */
export async function findLeftovers(client: Client, api: Api, { ledgers, key, now }: Search): Promise<Found[]> {
  const found = new Map<string, string>();
  for (const { made, unseen, begin } of ledgers) {
    for (const path of made.toReversed())
      if (await exists(client, path)) found.set(path, `the ledger of run ${begin.run} says that it was made`);
    for (const path of unseen.toReversed())
      if (await exists(client, path))
        found.set(path, `the ledger of run ${begin.run} says that it was removed, and it is still shown`);
  }
  const ended = new Set(ledgers.map(({ begin }) => begin.run));
  const begun = new Set(ledgers.flatMap((balance) => balance.begun));
  for (const collection of begun)
    for (const entity of await list(client, collection)) {
      const owner = ownerOf(entity, key);
      if (owner && ended.has(owner.run)) note(found, collection, entity, `it carries the mark of run ${owner.run}`);
    }
  for (const set of setsWithDelete(api))
    for (const entity of await list(client, set)) {
      const owner = ownerOf(entity, key);
      if (!owner || owner.expires > now || (await isAssigned(client, api, pathOf(set, entity)))) continue;
      note(found, set, entity, `it carries the mark of run ${owner.run}, which expired ${owner.expires.toISOString()}`);
    }
  return [...found].map(([path, because]) => ({ path, because }));
}

/** Why a leftover is not known to be gone after it was to be removed: its fate, and the answers that tell it. */
export interface Kept {
  readonly fate: Fate;
  readonly answers: string;
}

/** Removes a leftover and looks whether it is gone, as long as a target may take its time; undefined where it is. */
export async function removeLeftover(client: Client, { path }: Found, patience: Patience): Promise<Kept | undefined> {
  const removal = await client.send({ method: 'DELETE', path, provokes: provokesGone });
  const look = await patience.until(
    () => client.send({ method: 'GET', path, provokes: provokesGone }),
    (found) => isGone(found) || isNoMatterOfTime(found),
  );
  const fate = fateOf(removal, look);
  return fate && { fate, answers: `${describeExchange(removal)}; ${describeExchange(look)}` };
}

function note(found: Map<string, string>, collection: string, entity: JsonObject, because: string): void {
  const path = pathOf(collection, entity);
  if (path !== undefined && !found.has(path)) found.set(path, because);
}

function pathOf(collection: string, { id }: JsonObject): string | undefined {
  return typeof id === 'string' && isAddressable(id) ? `${collection}/${encodeSegment(id)}` : undefined;
}

/** The entity sets whose entities have a documented DELETE. */
function setsWithDelete(api: Api): string[] {
  const paths = api.requests.flatMap(({ request }) => (request.method === 'DELETE' ? request.paths : []));
  const sets = paths.filter((path) => segmentsOf(path).length === 3 && !endsAtCollection(api, path));
  return [...new Set(sets.map((path) => path.slice(0, path.lastIndexOf('/'))))];
}

async function exists(client: Client, path: string): Promise<boolean> {
  const look = await client.send({ method: 'GET', path });
  if (!look.answer) throw new SweepError(describeExchange(look));
  return look.answer.status !== 404;
}

/** Whether an entity of a type that can be assigned is assigned, or might be. */
async function isAssigned(client: Client, api: Api, path: string | undefined): Promise<boolean> {
  const steps = path === undefined ? undefined : walk(api.container, segmentsOf(path));
  const last = Array.isArray(steps) ? steps.at(-1) : undefined;
  const type = last && 'type' in last ? api.types.model.structured(last.type) : undefined;
  if (path === undefined || !type?.navigation['assignments']) return path === undefined;
  return (await list(client, `${path}/assignments`)).length > 0;
}

/** All entities of a collection, page by page. */
async function list(client: Client, collection: string): Promise<JsonObject[]> {
  const entities: JsonObject[] = [];
  let path: string | undefined = collection;
  for (let page = 0; path !== undefined && page < mostPages; page += 1) {
    const exchange: Exchange = await client.send({ method: 'GET', path });
    const body = jsonOf(exchange);
    if (exchange.answer?.status === 404) return entities;
    if (!isObject(body) || exchange.answer?.status !== 200) throw new SweepError(describeExchange(exchange));
    entities.push(...objectsIn(body['value']));
    const link = body['@odata.nextLink'];
    path = typeof link === 'string' ? client.pathOf(link, exchange) : undefined;
    if (typeof link === 'string' && path === undefined)
      throw new SweepError(`GET ${collection}: the next link leads to another place`);
  }
  if (path !== undefined) throw new SweepError(`GET ${collection}: there are more than ${mostPages} pages`);
  return entities;
}
