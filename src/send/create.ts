import type { Known } from '../arrange/entityGraph.ts';
import { type Evidence, type Listing, nothingSeen, type Trial } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { variantCount } from '../instance/value.ts';
import { listPaths } from '../model/paths.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { isObject, type JsonObject } from '../value/json.ts';
import { attempt } from './roundTrip.ts';
import type { Scenario } from './scenario.ts';

/**
 * Posts an entity with the run's own values, looks for it everywhere it has to be, posts others, and the documented example.
 * Its collections are read before, too, so that a server that keeps what it listed is seen to.
 */
export async function create(scenario: Scenario): Promise<Evidence> {
  const { arranger, documented, session, api } = scenario;
  const { path: template, contract, resource } = documented;
  const owned = serverOwnedOf(contract);
  const { binding, targets } = await session.step('arrange the entities in the path', () => scenario.collection());
  const marked = (values: JsonObject): JsonObject => session.marked(resource, values, owned);
  const instance = (variant: number): JsonObject => marked(session.instance(resource, variant, owned));
  const post = async (values: JsonObject): Promise<{ exchange: Exchange; made: Known | undefined }> => {
    const body = { ...values, ...arranger.bindsOf(targets) };
    const exchange = await session.send('POST', binding.path, body);
    return { exchange, made: arranger.keep(exchange, template, binding, resource, targets) };
  };

  for (const template of listPaths(documented, api))
    await session.send('GET', template === documented.path ? binding.path : template);
  const sent = instance(0);
  const first = await session.documented(() => post(sent));
  const reads = first.made ? await scenario.read(await scenario.waysTo(first.made)) : [];
  const sentAgain = instance(0);
  const second = await post(sentAgain);
  const siblingPath = second.made && (await scenario.wayTo(second.made));
  const before = siblingPath === undefined ? undefined : await scenario.get(siblingPath);

  const ids = [first.made?.id, second.made?.id];
  const listings: Listing[] = [];
  for (const way of first.made ? await scenario.collectionsOf(first.made) : []) {
    listings.push(await scenario.list(way, (shown) => ids.every((id) => id === undefined || shown.has(id))));
  }

  const trials: Trial[] = [];
  const type = api.types.model.structured(resource);
  for (let variant = 1; variant <= variantCount(api.types, type); variant += 1) {
    const made = await attempt(
      instance(variant),
      { sent, exchange: first.exchange },
      contract.response.status,
      async (values) => {
        const { exchange, made: known } = await post(values);
        return known ? { exchange, read: await scenario.get(await scenario.wayTo(known)) } : { exchange };
      },
      marked,
    );
    trials.push(...made);
  }
  const example = isObject(contract.request.example)
    ? await session.sendExample('POST', binding.path, marked(contract.request.example))
    : undefined;
  if (example) arranger.keep(example, template, binding, resource, new Map());
  const { exchange: sparse } = await post(marked({ '@odata.type': sent['@odata.type'] ?? null }));
  return {
    ...nothingSeen,
    request: first.exchange,
    sent,
    reads,
    again: second.exchange,
    sentAgain,
    trials,
    listings,
    ...(before && siblingPath !== undefined ? { sibling: { before, after: await scenario.get(siblingPath) } } : {}),
    ...(example ? { example } : {}),
    sparse,
    gaps: scenario.gaps,
  };
}
