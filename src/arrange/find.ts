import { describeExchange } from '../evidence/describeExchange.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import type { Api } from '../model/api.ts';
import { encodeSegment, type Step } from '../model/path.ts';
import { isNotFound } from '../transport/time/patience.ts';
import { isObject, objectsIn } from '../value/json.ts';
import { ArrangeError } from './arrangeError.ts';
import type { Known, Scene } from './entityGraph.ts';
import type { Session } from './session.ts';

/** How many members of a collection are looked at, and how many requests are spent on one path. */
const [mostMembers, mostRequests] = [20, 40];

/**
 * Finds entities that documented steps name, by documented GETs along the way only, and takes them into the scene: at each
 * collection its first members, until one leads to an end that is wanted. Throws where nothing does.
 */
export async function find(
  session: Session,
  scene: Scene,
  steps: readonly Step[],
  isWanted: (end: Known | undefined) => boolean,
): Promise<void> {
  const { api } = session;
  let left = mostRequests;
  let refused: Exchange | undefined;

  /** What is below an entity that the case made may not be found at once. */
  const ask = async (index: number, path: string, at: Known | undefined, query = ''): Promise<Exchange | undefined> => {
    if (left === 0 || !isDocumented(api, steps.slice(0, index + 1))) return undefined;
    left -= 1;
    const request = { method: 'GET', path: path + query };
    const isWanted = (look: Exchange): boolean => !isNotFound(look) || !at || !session.makes(at.type);
    const exchange = await session.until(request, isWanted);
    if (exchange.answer && exchange.answer.status < 300) return exchange;
    refused = exchange;
    return undefined;
  };

  /** The members that the scene knows, and then those that the collection shows; of what may be made, only the case's own. */
  async function* members(index: number, path: string, type: string, owner?: { known: Known; link: string }) {
    const known = owner ? (owner.known.links.get(owner.link) ?? []) : scene.all(type);
    yield* known;
    if (session.makes(type)) return;
    const named = session.idsOf(type).flatMap(({ type: own, id }) => scene.know(own, { id }) ?? []);
    if (owner) for (const one of named) scene.link(owner.known, owner.link, one);
    yield* named.filter((one) => !known.includes(one));
    if (named.length > 0) return;
    const body = jsonOf(await ask(index, path, owner?.known, `?$top=${mostMembers}`));
    const items = isObject(body) ? objectsIn(body['value']).slice(0, mostMembers) : [];
    const found = items.flatMap((item) => scene.know(type, item) ?? []);
    if (owner) for (const one of found) scene.link(owner.known, owner.link, one);
    yield* found.filter((one) => !known.includes(one));
  }

  const follow = async (index: number, path: string, at: Known | undefined): Promise<boolean> => {
    const step = steps[index];
    if (!step) return isWanted(at);
    const here = `${path}/${step.name}`;
    if (step.kind === 'single') {
      const known = at?.links.get(step.name)?.[0] ?? (await single(index, here, step.type, at));
      if (at && known) scene.link(at, step.name, known);
      return known !== undefined && follow(index + 1, here, known);
    }
    if (step.kind !== 'set' && step.kind !== 'collection') return follow(index + 1, here, at);
    const key = steps.findIndex(({ kind }, other) => other > index && kind !== 'cast');
    const keyed = steps[key];
    if (keyed?.kind !== 'key') return follow(index + 1, here, undefined);
    const collection = [path, ...steps.slice(index, key).map(({ name }) => name)].join('/');
    const owner = step.kind === 'collection' && at ? { known: at, link: step.name } : undefined;
    for await (const member of members(key - 1, collection, keyed.type, owner))
      if (await follow(key + 1, `${collection}/${encodeSegment(member.id)}`, member)) return true;
    return false;
  };

  const single = async (
    index: number,
    path: string,
    type: string,
    at: Known | undefined,
  ): Promise<Known | undefined> => {
    const body = jsonOf(await ask(index, path, at));
    return isObject(body) ? scene.know(type, body) : undefined;
  };

  if (await follow(0, '', undefined)) return;
  const where = pathOf(steps);
  throw new ArrangeError(refused ? describeExchange(refused) : `there is nothing to look at along ${where}`);
}

function isDocumented({ requests }: Api, steps: readonly Step[]): boolean {
  const path = pathOf(steps);
  return requests.some(({ request }) => request.method === 'GET' && request.paths.includes(path));
}

function pathOf(steps: readonly Step[]): string {
  return steps.map(({ name }) => `/${name}`).join('');
}
