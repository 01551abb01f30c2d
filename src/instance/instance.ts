import { describeType, type Model, type Property, type StructuredType } from '../model/model.ts';
import type { Types } from '../model/types.ts';
import { jsonTypeOf } from '../value/edm/primitive.ts';
import { quote } from '../value/edm/textFormat.ts';
import { isObject, type JsonObject, type JsonValue, pointerTo } from '../value/json.ts';

/** What a value of a structured type can get wrong: a property left out, a value not of its type, a type name that does not fit. */
export type FlawKind = 'returned' | 'type' | 'odata.type';

/**
 * One thing wrong with an instance. `property` is the path of names from the instance (`target/groupId`, collections
 * without index); `pointer` is where it stands in the body.
 */
export interface Flaw {
  readonly kind: FlawKind;
  readonly property: string;
  readonly pointer: string;
  readonly expected: string;
  readonly received: string;
  readonly value?: JsonValue;
}

/** The type name in an `@odata.type` annotation, with or without `#` (rule 5), or undefined when it names none of ours. */
export function namedType(annotation: JsonValue | undefined): string | undefined {
  if (typeof annotation !== 'string') return undefined;
  return /^#?microsoft\.graph\.(\w+)$/.exec(annotation)?.[1];
}

/**
 * The type that an instance at a position of a declared type is to be read as: the one its `@odata.type` names if that
 * is the declared type or derived from it, the declared one where there is no annotation, undefined for any other name.
 */
export function instanceType(model: Model, declared: string, instance: JsonObject): StructuredType | undefined {
  const annotation = instance['@odata.type'];
  if (annotation === undefined) return model.structured(declared);
  const named = namedType(annotation);
  return named !== undefined && model.isA(named, declared) ? model.structured(named) : undefined;
}

/** Everything wrong with an instance of a declared type, judged by the type that its own `@odata.type` names. */
export function inspect(types: Types, declared: string, instance: JsonObject, pointer = '', path = ''): Flaw[] {
  const type = instanceType(types.model, declared, instance);
  if (!type) {
    const expected = `#microsoft.graph.${declared}${types.model.structured(declared).descendants.length > 0 ? ' or a type derived from it' : ''}`;
    const received =
      typeof instance['@odata.type'] === 'string'
        ? quote(instance['@odata.type'])
        : jsonTypeOf(instance['@odata.type']);
    return [
      {
        kind: 'odata.type',
        property: join(path, '@odata.type'),
        pointer: pointerTo(pointer, '@odata.type'),
        expected,
        received,
        value: annotated(instance),
      },
    ];
  }
  return type.properties.flatMap((property) => inspectProperty(types, property, instance, pointer, path));
}

function inspectProperty(
  types: Types,
  property: Property,
  instance: JsonObject,
  pointer: string,
  path: string,
): Flaw[] {
  const value = instance[property.name];
  const at = {
    property: join(path, property.name),
    pointer: pointerTo(pointer, property.name),
    expected: describeType(property.type),
  };
  if (value === undefined) return [{ ...at, kind: 'returned', received: 'nothing' }];
  if (value === null) return property.type.nullable ? [] : [{ ...at, kind: 'type', received: 'null', value }];
  if (!property.type.collection) return inspectValue(types, property.type, property.schema, value, at);
  if (!Array.isArray(value)) return [{ ...at, kind: 'type', received: `${jsonTypeOf(value)}, not array`, value }];
  return value.flatMap((item, index) => {
    const itemAt = { ...at, pointer: pointerTo(at.pointer, index) };
    return inspectValue(types, property.type, `${property.schema}/items`, item, itemAt);
  });
}

function inspectValue(
  types: Types,
  type: Property['type'],
  schema: string,
  value: JsonValue,
  at: Omit<Flaw, 'kind' | 'received'>,
): Flaw[] {
  if (type.kind === 'complex' || type.kind === 'entity') {
    if (isObject(value)) return inspect(types, type.name, value, at.pointer, at.property);
    return [{ ...at, kind: 'type', received: `${jsonTypeOf(value)}, not object`, value }];
  }
  const fault = types.schemas.fault(schema, value);
  return fault === undefined ? [] : [{ ...at, kind: 'type', received: fault, value }];
}

function annotated(instance: JsonObject): JsonValue {
  return instance['@odata.type'] ?? null;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
