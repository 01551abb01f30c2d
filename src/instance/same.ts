import type { Property, ValueType } from '../model/model.ts';
import { isProgress } from '../model/transitions.ts';
import type { Types } from '../model/types.ts';
import { bytesOf } from '../value/edm/binary.ts';
import { instantOf, precisionOf } from '../value/edm/dateTimeOffset.ts';
import { isObject, type JsonObject, type JsonValue, pointerTo, writeJson } from '../value/json.ts';
import { instanceType } from './instance.ts';

/** Where two values differ, and what stood there. */
export interface Difference {
  readonly pointer: string;
  readonly expected: JsonValue | undefined;
  readonly received: JsonValue | undefined;
}

/**
 * The first difference between two values of a type, or undefined where they mean the same: Guids in any case, the same
 * instant in any offset and with fewer digits, the same bytes in either alphabet, collections in any order (OData CSDL
 * §4.1: no order without Core.Ordered), a status that moved on by itself, annotations and undocumented properties left aside.
 */
export function differenceOf(
  types: Types,
  type: ValueType,
  expected: JsonValue,
  received: JsonValue | undefined,
  pointer: string,
): Difference | undefined {
  const difference = { pointer, expected, received };
  if (received === undefined) return difference;
  if (expected === null || received === null) return expected === received ? undefined : difference;
  if (type.collection) {
    const item = { ...type, collection: false };
    const matches = (one: JsonValue, other: JsonValue): boolean => !differenceOf(types, item, one, other, '');
    return sameItems(expected, received, matches) ? undefined : difference;
  }
  if (type.kind !== 'complex' && type.kind !== 'entity')
    return samePrimitive(type.name, expected, received) ? undefined : difference;
  if (!isObject(expected) || !isObject(received)) return difference;
  return differenceOfInstances(types, type.name, expected, received, pointer);
}

/** The types that paths declare for two instances, where they are not the same. */
export interface DeclaredTypes {
  readonly expected: string;
  readonly received: string;
}

/**
 * The first difference between two instances in the properties that `expected` has; with `names`, only in these. Each is
 * read by the type that is declared where it stands, for there its `@odata.type` may be left out (OData JSON Format §4.6.3).
 */
export function differenceOfInstances(
  types: Types,
  declared: string | DeclaredTypes,
  expected: JsonObject,
  received: JsonObject,
  pointer = '',
  names?: readonly string[],
): Difference | undefined {
  const by = typeof declared === 'string' ? { expected: declared, received: declared } : declared;
  const type = instanceType(types.model, by.expected, expected);
  const other = instanceType(types.model, by.received, received);
  if (!type || !other || type.name !== other.name) {
    const annotation = '@odata.type';
    const [due, came] = [expected[annotation], received[annotation]];
    const at = { pointer: pointerTo(pointer, annotation), received: came };
    return { ...at, expected: due ?? (came === undefined && type ? `#microsoft.graph.${type.name}` : due) };
  }
  for (const property of type.properties) {
    const value = expected[property.name];
    if (value === undefined || (names && !names.includes(property.name))) continue;
    const found = differenceOfProperty(types, property, value, received, pointer);
    if (found) return found;
  }
  return undefined;
}

/** The first difference between a property's expected value and its value in an instance. */
export function differenceOfProperty(
  types: Types,
  property: Property,
  expected: JsonValue,
  instance: JsonObject,
  pointer: string,
): Difference | undefined {
  return differenceOf(types, property.type, expected, instance[property.name], pointerTo(pointer, property.name));
}

function sameItems(
  expected: JsonValue,
  received: JsonValue,
  matches: (one: JsonValue, other: JsonValue) => boolean,
): boolean {
  if (!Array.isArray(expected) || !Array.isArray(received) || expected.length !== received.length) return false;
  const rest = [...received];
  return expected.every((item) => {
    const index = rest.findIndex((candidate) => matches(item, candidate));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}

function samePrimitive(name: string, expected: JsonValue, received: JsonValue): boolean {
  if (typeof expected === 'string' && typeof received === 'string') {
    if (name === 'Guid') return expected.toLowerCase() === received.toLowerCase();
    if (name === 'Binary') return bytesOf(expected).equals(bytesOf(received));
    if (name === 'DateTimeOffset') return sameInstant(expected, received);
  }
  return isProgress(name, expected, received) || writeJson(expected) === writeJson(received);
}

/** Whether two texts name the same instant, up to the digits that the coarser one writes. */
export function sameInstant(expected: string, received: string): boolean {
  const one = instantOf(expected);
  const other = instantOf(received);
  if (one === undefined || other === undefined) return expected === received;
  const coarser = precisionOf(expected) > precisionOf(received) ? precisionOf(expected) : precisionOf(received);
  const distance = one > other ? one - other : other - one;
  return distance < coarser;
}
