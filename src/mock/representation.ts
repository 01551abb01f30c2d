import type { Types } from '../model/types.ts';
import { emptyObject, type JsonObject } from '../value/json.ts';
import type { Query } from './query.ts';
import { defaultValue } from './requestBody.ts';
import type { Entity, Store } from './store.ts';

/** An entity as an answer shows it: type name, the selected properties, the expanded relationships. */
export function represent(types: Types, store: Store, entity: Entity, query: Query): JsonObject {
  const type = types.model.structured(entity.type);
  const shown = emptyObject();
  shown['@odata.type'] = `#microsoft.graph.${entity.type}`;
  for (const property of type.properties) {
    if (query.select && !query.select.includes(property.name)) continue;
    const value = entity.properties[property.name];
    shown[property.name] = value === undefined ? defaultValue(types, property.type) : value;
  }
  for (const [navigation, nested] of query.expand) {
    const targets = store.linked(entity, navigation).map((target) => represent(types, store, target, nested));
    shown[navigation] = type.navigation[navigation]?.collection ? targets : (targets[0] ?? null);
  }
  return shown;
}
