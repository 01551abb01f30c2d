import { instanceType } from '../instance/instance.ts';
import type { Property, StructuredType, ValueType } from '../model/model.ts';
import type { Types } from '../model/types.ts';
import { jsonTypeOf } from '../value/edm/primitive.ts';
import { emptyObject, isObject, type JsonObject, type JsonValue } from '../value/json.ts';
import { badRequest, invalidModel } from './odataError.ts';

/** What a request body says of one entity: its type, property values, links to existing entities, and new entities within. */
export interface EntityBody {
  readonly type: StructuredType;
  readonly properties: JsonObject;
  readonly binds: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly EntityBody[]>;
}

/**
 * Reads the representation of an entity in a request. Server-owned properties are dropped, annotations other than
 * `@odata.type` and `@odata.bind` ignored. Throws `ODataError` 400 for everything the declared type does not have.
 */
export function readEntity(
  types: Types,
  declared: string,
  body: JsonValue,
  serverOwned: (type: string) => ReadonlySet<string>,
): EntityBody {
  if (!isObject(body))
    throw invalidModel(`The body is ${jsonTypeOf(body)}; an object of type '${declared}' is expected.`);
  const type = typeOf(types, declared, body);
  const owned = serverOwned(type.name);
  const properties = emptyObject();
  const binds = new Map<string, string[]>();
  const children = new Map<string, EntityBody[]>();
  for (const [name, value] of Object.entries(body)) {
    const [navigation = '', annotation] = name.split('@');
    if (annotation === 'odata.bind') binds.set(navigationOf(type, navigation), urlsIn(name, value));
    if (annotation !== undefined) continue;
    const property = type.properties.find((candidate) => candidate.name === name);
    const target = type.navigation[name];
    if (property) {
      if (!owned.has(name)) properties[name] = readValue(types, property, value);
    } else if (target?.collection && Array.isArray(value)) {
      children.set(
        name,
        value.map((child) => readEntity(types, target.type, child, serverOwned)),
      );
    } else {
      throw badRequest(`The property '${name}' does not exist on type 'microsoft.graph.${type.name}'.`);
    }
  }
  return { type, properties, binds, children };
}

/** Reads the value of one property or action parameter; throws `ODataError` 400 where it is not of its type. */
export function readValue(types: Types, property: Property, value: JsonValue): JsonValue {
  const { type, name } = property;
  if (value === null) {
    if (type.nullable) return null;
    throw invalidModel(`A null value was found for the property named '${name}', which is not nullable.`);
  }
  if (!type.collection) return readItem(types, type, property.schema, name, value);
  if (!Array.isArray(value))
    throw invalidModel(`The property '${name}' is ${jsonTypeOf(value)}; a collection is expected.`);
  return value.map((item) => readItem(types, type, `${property.schema}/items`, name, item));
}

function readItem(types: Types, type: ValueType, schema: string, name: string, value: JsonValue): JsonValue {
  if (type.kind === 'complex') return readComplex(types, type.name, value);
  if (type.kind === 'enum') return readMember(types, type.name, name, value);
  const fault = types.schemas.fault(schema, value);
  if (fault === undefined) return value;
  throw invalidModel(`Cannot convert the literal to the expected type 'Edm.${type.name}' of '${name}': ${fault}.`);
}

function readMember(types: Types, type: string, name: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string')
    throw invalidModel(
      `The property '${name}' is ${jsonTypeOf(value)}; a member of 'microsoft.graph.${type}' is expected.`,
    );
  if (types.model.enumeration(type).members.includes(value)) return value;
  throw invalidModel(`The value of '${name}' is no member of 'microsoft.graph.${type}'.`);
}

/** A complex value with all properties of its type and its type name, so that it can be told from its siblings when read back. */
function readComplex(types: Types, declared: string, value: JsonValue): JsonObject {
  if (!isObject(value))
    throw invalidModel(`A value of type '${declared}' is ${jsonTypeOf(value)}; an object is expected.`);
  const type = typeOf(types, declared, value);
  const complex = emptyObject();
  complex['@odata.type'] = `microsoft.graph.${type.name}`;
  for (const property of type.properties) {
    const given = value[property.name];
    complex[property.name] =
      given === undefined ? defaultValue(types, property.type) : readValue(types, property, given);
  }
  const odd = Object.keys(value).find(
    (name) => !name.includes('@') && !type.properties.some((property) => property.name === name),
  );
  if (odd !== undefined)
    throw badRequest(`The property '${odd}' does not exist on type 'microsoft.graph.${type.name}'.`);
  return complex;
}

/** The value of a property that a request did not give. */
export function defaultValue(types: Types, type: ValueType): JsonValue {
  if (type.collection) return [];
  if (type.nullable) return null;
  if (type.kind === 'enum') return types.model.enumeration(type.name).members[0] ?? '';
  if (type.kind === 'complex') return readComplex(types, type.name, emptyObject());
  return primitiveDefaults[type.name] ?? '';
}

const primitiveDefaults: Readonly<Record<string, JsonValue>> = {
  Boolean: false,
  Int32: 0,
  Int64: 0,
  Guid: '00000000-0000-0000-0000-000000000000',
  DateTimeOffset: '0001-01-01T00:00:00Z',
};

function typeOf(types: Types, declared: string, value: JsonObject): StructuredType {
  const type = instanceType(types.model, declared, value);
  if (type) return type;
  throw badRequest(
    `The type '${String(value['@odata.type'])}' is not 'microsoft.graph.${declared}' or derived from it.`,
  );
}

function navigationOf(type: StructuredType, name: string): string {
  if (type.navigation[name]) return name;
  throw badRequest(`The property '${name}' is no navigation property of 'microsoft.graph.${type.name}'.`);
}

function urlsIn(name: string, value: JsonValue): string[] {
  const urls = Array.isArray(value) ? value : [value];
  if (urls.every((url) => typeof url === 'string')) return urls;
  throw badRequest(`The value of '${name}' is not a URL.`);
}
