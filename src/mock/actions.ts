import { parametersOf } from '../model/model.ts';
import type { RequestContract } from '../model/requestContract.ts';
import { jsonTypeOf } from '../value/edm/primitive.ts';
import { isObject, type JsonObject, type JsonValue } from '../value/json.ts';
import type { Address } from './address.ts';
import { badRequest, invalidModel, notFound } from './odataError.ts';
import { plainQuery } from './query.ts';
import { represent } from './representation.ts';
import { type EntityBody, readEntity, readValue } from './requestBody.ts';
import type { Entity } from './store.ts';
import { takeUpload } from './upload.ts';
import { createEntity, serverOwned, touch, updateEntity, type World } from './world.ts';

/** What an action was given: entities by parameter name, and plain values by parameter name. */
interface Parameters {
  readonly entities: ReadonlyMap<string, readonly { body: EntityBody; given: JsonObject }[]>;
  readonly values: JsonObject;
}

type Action = (world: World, address: Address, parameters: Parameters) => JsonValue | undefined;

/** What each documented action does; its result is the answer's body, undefined for none. */
const actions: Readonly<Record<string, Action>> = {
  assign: (world, address, { entities }) => {
    const owner = bound(address);
    for (const old of world.store.linked(owner, 'assignments')) world.store.remove(old);
    const made = (entities.get('assignments') ?? []).map(({ body }) =>
      createEntity(world, body, { owner, navigation: 'assignments' }),
    );
    touch(world, owner);
    return { value: made.map((assignment) => represent(world.types, world.store, assignment, plainQuery)) };
  },

  updateDefinitionValues: (world, address, { entities, values }) => {
    const owner = bound(address);
    const own = (id: unknown): Entity => {
      const value = world.store.linked(owner, 'definitionValues').find((candidate) => candidate.id === id);
      if (!value) throw notFound(`The groupPolicyDefinitionValue '${String(id)}'`);
      return value;
    };
    for (const { body } of entities.get('added') ?? [])
      createEntity(world, body, { owner, navigation: 'definitionValues' });
    for (const { body, given } of entities.get('updated') ?? []) updateEntity(world, own(given['id']), body);
    for (const id of listOf(values['deletedIds'])) world.store.remove(own(id));
    touch(world, owner);
    return undefined;
  },

  createMigrationReport: (world, _address, { entities }) => {
    const [file] = entities.get('groupPolicyObjectFile') ?? [];
    if (!file) throw badRequest("The parameter 'groupPolicyObjectFile' is missing.");
    const type = world.types.model.structured('groupPolicyMigrationReport');
    const { groupPolicyObjectId = null, ouDistinguishedName = null, roleScopeTagIds = null } = file.body.properties;
    const properties = { groupPolicyObjectId, ouDistinguishedName, roleScopeTagIds };
    return { value: createEntity(world, { type, properties, binds: new Map(), children: new Map() }).id };
  },

  updateScopeTags: (world, address, { values }) => {
    const report = bound(address);
    report.properties['roleScopeTagIds'] = values['roleScopeTagIds'] ?? [];
    touch(world, report);
    return { value: report.id };
  },

  addLanguageFiles: (world, address, { values }) =>
    changeLanguageFiles(world, bound(address), values, (old, given) => [...old, ...given]),

  updateLanguageFiles: (world, address, { values }) =>
    changeLanguageFiles(world, bound(address), values, (old, given) =>
      old.map((file) => given.find((candidate) => isSameLanguage(candidate, file)) ?? file),
    ),

  removeLanguageFiles: (world, address, { values }) =>
    changeLanguageFiles(world, bound(address), values, (old, given) =>
      old.filter((file) => !given.some((candidate) => isSameLanguage(candidate, file))),
    ),

  uploadNewVersion: (world, address, { values }) => {
    const file = bound(address);
    const languageFiles = values['groupPolicyUploadedLanguageFiles'];
    file.properties['content'] = values['content'] ?? null;
    if (languageFiles !== undefined) file.properties['groupPolicyUploadedLanguageFiles'] = languageFiles;
    takeUpload(world, file, { content: values['content'], languageFiles });
    touch(world, file);
    return undefined;
  },

  remove: (world, address) => {
    world.store.remove(bound(address));
    return undefined;
  },
};

/** Runs an action on what its path leads to; nothing of it stays when it is refused. */
export function runAction(
  world: World,
  address: Address,
  contract: RequestContract,
  body: JsonValue | undefined,
): JsonValue | undefined {
  const action = actions[address.action ?? ''];
  if (!action) throw badRequest(`The action '${address.action}' is not supported.`);
  const undo = world.store.snapshot();
  try {
    return action(world, address, readParameters(world, contract, body));
  } catch (error) {
    undo();
    throw error;
  }
}

function readParameters(world: World, contract: RequestContract, body: JsonValue | undefined): Parameters {
  const entities = new Map<string, { body: EntityBody; given: JsonObject }[]>();
  const values: JsonObject = {};
  const parameters = parametersOf(world.types.model, contract);
  if (parameters.length > 0 && !isObject(body)) throw badRequest('The parameters of the action are missing.');
  for (const [name, value] of Object.entries(isObject(body) ? body : {})) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) throw badRequest(`The action '${contract.title}' has no parameter '${name}'.`);
    const { kind, name: type, collection } = parameter.type;
    if (kind !== 'entity') values[name] = readValue(world.types, parameter, value);
    else if (value !== null && Array.isArray(value) !== collection)
      throw invalidModel(
        `The parameter '${name}' is ${jsonTypeOf(value)}; ${collection ? 'a collection' : 'one entity'} is expected.`,
      );
    else
      entities.set(
        name,
        listOf(value).map((item) => readParameterEntity(world, type, item)),
      );
  }
  return { entities, values };
}

function readParameterEntity(world: World, type: string, value: JsonValue): { body: EntityBody; given: JsonObject } {
  const owned = (name: string): ReadonlySet<string> => serverOwned(world, name);
  return { body: readEntity(world.types, type, value, owned), given: isObject(value) ? value : {} };
}

function changeLanguageFiles(
  world: World,
  file: Entity,
  values: JsonObject,
  change: (old: readonly JsonValue[], given: readonly JsonValue[]) => JsonValue[],
): undefined {
  const name = 'groupPolicyUploadedLanguageFiles';
  file.properties[name] = change(listOf(file.properties[name]), listOf(values[name]));
  touch(world, file);
}

function isSameLanguage(one: JsonValue, other: JsonValue): boolean {
  return isObject(one) && isObject(other) && one['languageCode'] === other['languageCode'];
}

function bound({ entity, action }: Address): Entity {
  if (entity) return entity;
  throw badRequest(`The action '${action}' is bound to an entity.`);
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
