import type { Model, ValueType } from '../../model/model.ts';
import type { JsonValue } from '../../value/json.ts';

/** A value that is not of a type: of another JSON type, or not of its form. */
export function wrongType(type: ValueType): JsonValue {
  if (type.collection) return { first: true };
  if (type.kind === 'enum') return 7;
  if (type.kind === 'complex') return 'a text instead of an object';
  return wrongPrimitives[type.name] ?? { text: 'an object instead of a text' };
}

const wrongPrimitives: Readonly<Record<string, JsonValue>> = {
  Boolean: 'true',
  Int32: 2147483648,
  Int64: '1024',
  Guid: 'urn:uuid:00000000-0000-0000-0000-000000000000',
  DateTimeOffset: '2024-02-29 12:00:00Z',
  Binary: 'not base64!',
};

/** Another value of the same type, so that only a comparison can tell. */
export function otherValue(type: ValueType, value: JsonValue, model: Model): JsonValue {
  if (type.collection) return isEmpty(value) && type.kind !== 'complex' ? [otherItem(type, null, model)] : [];
  return otherItem(type, value, model);
}

function isEmpty(value: JsonValue): boolean {
  return !Array.isArray(value) || value.length === 0;
}

function otherItem(type: ValueType, value: JsonValue, model: Model): JsonValue {
  if (type.kind === 'enum') return model.enumeration(type.name).members.find((member) => member !== value) ?? '';
  if (type.kind === 'complex') return null;
  switch (type.name) {
    case 'Boolean':
      return value !== true;
    case 'Int32':
    case 'Int64':
      return value === 5 ? 6 : 5;
    case 'Guid':
      return '11111111-2222-3333-4444-555555555555';
    case 'DateTimeOffset':
      return '2001-02-03T04:05:06Z';
    case 'Binary':
      return 'b3RoZXI=';
    default:
      return `${String(value ?? '')} altered`;
  }
}
