import { namedType } from '../../../instance/instance.ts';
import type { Model, StructuredType, ValueType } from '../../../model/model.ts';
import { isObject, type JsonObject } from '../../../value/json.ts';

/** The type that an instance names, or undefined. */
function typeOf(model: Model, instance: JsonObject): StructuredType | undefined {
  const name = namedType(instance['@odata.type']);
  return name !== undefined && model.names.includes(name) ? model.structured(name) : undefined;
}

/** The type of the value at a property path of an instance, or undefined where its type has no such property. */
export function typeAt(model: Model, instance: JsonObject, path: string): ValueType | undefined {
  const [name, ...rest] = path.split('/');
  const property = typeOf(model, instance)?.properties.find((candidate) => candidate.name === name);
  if (!property || rest.length === 0) return property?.type;
  const value = instance[property.name];
  const inner = (Array.isArray(value) ? value : [value]).find((item) => item !== undefined && isObject(item));
  return isObject(inner) ? typeAt(model, inner, rest.join('/')) : undefined;
}

/** The property paths of an instance that the root of its type's inheritance does not have, nor that of a complex value in it. */
export function derivedPaths(model: Model, instance: JsonObject): string[] {
  const type = typeOf(model, instance);
  if (!type) return [];
  const rootNames = new Set(rootOf(model, type).properties.map(({ name }) => name));
  return type.properties.flatMap(({ name, type: valueType }) => {
    if (!rootNames.has(name)) return [name];
    const value = instance[name];
    return valueType.kind === 'complex' && isObject(value)
      ? derivedPaths(model, value).map((path) => `${name}/${path}`)
      : [];
  });
}

function rootOf(model: Model, type: StructuredType): StructuredType {
  return type.base === undefined ? type : rootOf(model, model.structured(type.base));
}
