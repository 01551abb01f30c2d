import type { Api } from '../model/api.ts';
import { segmentsOf, walk } from '../model/path.ts';
import { isAction, type RequestContract, resourceOf } from '../model/requestContract.ts';
import type { JsonObject } from '../value/json.ts';
import { addressOf, shapeOf } from './address.ts';
import type { Clock } from './clock.ts';
import { badRequest } from './odataError.ts';
import type { EntityBody } from './requestBody.ts';
import { type Entity, Store } from './store.ts';

/** Everything an answer of the mock depends on. `documented` holds `METHOD shape` for every documented request line. */
export interface World extends Api {
  readonly documented: ReadonlySet<string>;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** An empty world of an API. */
export function createWorld(api: Api, clock: Clock, newId: () => string): World {
  const { types, container, requests } = api;
  const documented = requests.flatMap(({ request: { method, paths } }) =>
    paths.map((path) => {
      const steps = walk(container, segmentsOf(path));
      return `${method} ${Array.isArray(steps) ? shapeOf(steps) : path}`;
    }),
  );
  return { ...api, documented: new Set(documented), store: new Store(types.model), clock, newId };
}

/** Where a new entity belongs: the collection of an owner. */
export interface Place {
  readonly owner: Entity;
  readonly navigation: string;
}

/** The properties of a type that only the server sets, as its create and update pages show. */
export function serverOwned(world: World, type: string): ReadonlySet<string> {
  const bodies = world.requests
    .filter((request) => resourceOf(request) === type)
    .map((request) => request.request.body);
  return new Set(bodies.flatMap((body) => (body?.kind === 'entity' ? (body.serverOwned ?? []) : [])));
}

/** The contract of an action by its name and the type it is bound to. */
export function actionContract(world: World, type: string, name: string): RequestContract | undefined {
  return world.requests.find(
    (request) =>
      isAction(request) && request.id.endsWith(`/${name}`) && world.types.model.isA(type, resourceOf(request)),
  );
}

/** Creates an entity, links it, and creates what its body holds within it. */
export function createEntity(world: World, body: EntityBody, place?: Place, origin?: string): Entity {
  const { store } = world;
  const targets = resolveBinds(world, body);
  const id = world.newId();
  const now = world.clock();
  const stamps: JsonObject = { id, createdDateTime: now, lastModifiedDateTime: now };
  const properties: JsonObject = { ...body.properties };
  for (const property of body.type.properties) {
    const stamp = stamps[property.name];
    if (stamp !== undefined) properties[property.name] = stamp;
  }
  const entity = store.add(id, body.type.name, properties, origin);
  if (place) store.link(place.owner, place.navigation, entity);
  for (const [navigation, target] of targets) store.link(entity, navigation, target);
  for (const [navigation, children] of body.children) {
    for (const child of children) createEntity(world, child, { owner: entity, navigation });
  }
  return entity;
}

/** Changes the properties that a body gives, and the moment of the last change; all others stay. */
export function updateEntity(world: World, entity: Entity, body: EntityBody): void {
  for (const [navigation, target] of resolveBinds(world, body)) world.store.link(entity, navigation, target);
  entity.properties = { ...entity.properties, ...body.properties };
  touch(world, entity);
}

/** Sets the moment of an entity's last change to now. */
export function touch(world: World, entity: Entity): void {
  if ('lastModifiedDateTime' in entity.properties) entity.properties['lastModifiedDateTime'] = world.clock();
}

/** What the `@odata.bind` URLs of a body lead to; absolute or relative, below any base. */
function resolveBinds(world: World, body: EntityBody): [string, Entity][] {
  return [...body.binds].flatMap(([navigation, urls]) =>
    urls.map((url): [string, Entity] => {
      const path = /\/?(deviceManagement\/[^?#]*)/.exec(url)?.[1];
      if (path === undefined) throw badRequest(`'${url}' in '${navigation}@odata.bind' is no URL of an entity.`);
      const { entity } = addressOf(world.container, world.store, segmentsOf(`/${path}`).map(decodeURIComponent));
      const target = body.type.navigation[navigation]?.type ?? '';
      if (!entity || !world.types.model.isA(entity.type, target)) throw badRequest(`'${url}' is no ${target}.`);
      return [navigation, entity];
    }),
  );
}
