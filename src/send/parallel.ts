import type { Targets } from '../arrange/arranger.ts';
import type { Binding, Known } from '../arrange/entityGraph.ts';
import type { Listing, Parallel, Trial } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { variantCount } from '../instance/value.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { distinctFrom } from '../value/distinct.ts';
import { type JsonObject, writeJson } from '../value/json.ts';
import { halvesOf } from './halfBodies.ts';
import type { Scenario } from './scenario.ts';

/** How many entities are made at once. */
const createsAtOnce = 4;

/** Where entities are made beside the first one, what they are bound to, and the values of the first. */
export interface Place {
  readonly binding: Binding;
  readonly targets: Targets;
  readonly first: JsonObject;
}

/** Makes entities at once where a page makes them, and changes the subject at once in two ways where a page changes it; `changed` are its values. */
export async function parallel(
  scenario: Scenario,
  subject: Known,
  place: Place | undefined,
  changed: JsonObject | undefined,
): Promise<Parallel> {
  const made = place ? await creates(scenario, place) : { creates: [] };
  return { ...made, changes: changed ? await changes(scenario, subject, changed) : [] };
}

async function creates(
  scenario: Scenario,
  { binding, targets, first }: Place,
): Promise<Pick<Parallel, 'creates' | 'listing'>> {
  const { documented, session, arranger } = scenario;
  const { contract, path: template, resource } = documented;
  const bodies: JsonObject[] = [];
  while (bodies.length < createsAtOnce)
    bodies.push(distinctFrom([first, ...bodies], candidates(scenario, serverOwnedOf(contract))));
  const binds = arranger.bindsOf(targets);
  const exchanges = await session.sendAtOnce(
    bodies.map((body) => ({ method: 'POST', path: binding.path, body: writeJson({ ...body, ...binds }) })),
  );
  const known = exchanges.map((exchange) => arranger.keep(exchange, template, binding, resource, targets));
  const trials: Trial[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const read = await readOf(scenario, known[index]);
    trials.push({ sent: bodies[index] ?? {}, exchange, ...(read ? { read } : {}) });
  }
  const listing = await listingOf(scenario, known);
  return { creates: trials, ...(listing ? { listing } : {}) };
}

async function changes(scenario: Scenario, subject: Known, changed: JsonObject): Promise<Trial[]> {
  const { documented, session, arranger, api } = scenario;
  const contract = api.requests.find(({ id }) => id === `${documented.resource}/update`);
  const [template = ''] = contract?.request.paths ?? [];
  const halves = halvesOf(distinctFrom([changed], candidates(scenario, contract ? serverOwnedOf(contract) : [])));
  const binding = await scenario.orGap('parallel', () => arranger.reach(template, ({ end }) => end === subject));
  if (!binding || halves.length === 0) return [];
  const exchanges = await session.sendAtOnce(
    halves.map((half) => ({ method: 'PATCH', path: binding.path, body: writeJson(half) })),
  );
  const read = await readOf(scenario, subject);
  return exchanges.map((exchange, index) => ({ sent: halves[index] ?? {}, exchange, ...(read ? { read } : {}) }));
}

/** Instances of the case's type in all variants, the plain one first. */
function candidates({ session, api, documented: { resource } }: Scenario, owned: readonly string[]): JsonObject[] {
  const count = variantCount(api.types, api.types.model.structured(resource));
  return Array.from({ length: count + 1 }, (_item, variant) => session.instance(resource, variant, owned));
}

async function readOf(scenario: Scenario, known: Known | undefined): Promise<Exchange | undefined> {
  const path = known && (await scenario.orGap('parallel', () => scenario.wayTo(known)));
  return path === undefined ? undefined : scenario.get(path);
}

/** The first collection that holds what was made. */
async function listingOf(scenario: Scenario, made: readonly (Known | undefined)[]): Promise<Listing | undefined> {
  const ids = made.flatMap((known) => known?.id ?? []);
  const [first] = made.flatMap((known) => known ?? []);
  const [way] = first ? await scenario.collectionsOf(first) : [];
  return way && scenario.list(way, (shown) => ids.every((id) => shown.has(id)));
}
