import type { JsonObject } from '../value/json.ts';
import type { Admx, AdmxPolicy } from './admx.ts';
import type { Entity } from './store.ts';
import { createEntity, type Place, type World } from './world.ts';

/** Which types and property values the parts of a file get: uploaded ones are the administrator's, built-in ones the service's. */
export interface Ingestion {
  readonly definition: string;
  readonly category: string;
  readonly ingestionSource: 'custom' | 'builtIn';
  readonly policyType: 'admxIngested' | 'admxBacked';
}

/** What an administrator uploads. */
export const uploaded: Ingestion = {
  definition: 'groupPolicyUploadedDefinition',
  category: 'groupPolicyUploadedCategory',
  ingestionSource: 'custom',
  policyType: 'admxIngested',
};

/** What the service brings along. */
export const builtIn: Ingestion = {
  definition: 'groupPolicyDefinition',
  category: 'groupPolicyCategory',
  ingestionSource: 'builtIn',
  policyType: 'admxBacked',
};

/**
 * Creates the categories, definitions and presentations that an ADMX file defines, below the entity of the file. A
 * definition that the file had before becomes the previous version of the new one.
 */
export function ingest(world: World, file: Entity, admx: Admx, kind: Ingestion): void {
  const previous = new Map(
    world.store.linked(file, 'definitions').map((definition) => [definition.origin, definition]),
  );
  const categories = ingestCategories(world, file, admx, kind);
  for (const policy of admx.policies) {
    for (const classType of policy.classes) {
      const definition = ingestPolicy(world, file, policy, classType, admx.revision, categories, kind);
      const before = previous.get(definition.origin);
      if (before) world.store.link(before, 'nextVersionDefinition', definition);
    }
  }
}

function ingestCategories(
  world: World,
  file: Entity,
  { categories }: Admx,
  kind: Ingestion,
): ReadonlyMap<string, Entity> {
  const before = world.store
    .all(kind.category)
    .filter((category) => world.store.linked(category, 'definitionFile').includes(file));
  const entities = new Map(before.map((entity) => [entity.origin ?? '', entity]));
  for (const category of categories) {
    if (entities.has(category.name)) continue;
    const properties = {
      displayName: category.displayName,
      isRoot: category.parent === undefined,
      ingestionSource: kind.ingestionSource,
    };
    const entity = make(world, kind.category, properties, undefined, category.name);
    entities.set(category.name, entity);
    world.store.link(entity, 'definitionFile', file);
  }
  for (const { name, parent } of categories) {
    const entity = entities.get(name);
    const above = parent === undefined ? undefined : entities.get(parent);
    if (entity && above) world.store.link(entity, 'parent', above);
  }
  return entities;
}

function ingestPolicy(
  world: World,
  file: Entity,
  policy: AdmxPolicy,
  classType: string,
  revision: string,
  categories: ReadonlyMap<string, Entity>,
  kind: Ingestion,
): Entity {
  const category = categories.get(policy.category);
  const properties = {
    classType,
    displayName: policy.displayName,
    explainText: policy.explainText,
    categoryPath: pathTo(world, category),
    supportedOn: policy.supportedOn,
    policyType: kind.policyType,
    hasRelatedDefinitions: policy.classes.length > 1,
    version: revision,
    ...(category ? { groupPolicyCategoryId: category.id } : {}),
  };
  const place = { owner: file, navigation: 'definitions' };
  const definition = make(world, kind.definition, properties, place, `${policy.name} ${classType}`);
  if (category) world.store.link(definition, 'category', category);
  for (const presentation of policy.presentations) {
    make(world, presentation.type, presentation.properties, { owner: definition, navigation: 'presentations' });
  }
  return definition;
}

function make(world: World, type: string, properties: JsonObject, place?: Place, origin?: string): Entity {
  const body = { type: world.types.model.structured(type), properties, binds: new Map(), children: new Map() };
  return createEntity(world, body, place, origin);
}

function pathTo(world: World, category: Entity | undefined): string {
  if (!category) return '';
  const [parent] = world.store.linked(category, 'parent');
  return `${pathTo(world, parent)}\\${String(category.properties['displayName'])}`;
}
