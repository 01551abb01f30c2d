import type { JsonValue } from '../json.ts';
import { binary } from './binary.ts';
import { date } from './date.ts';
import { dateTimeOffset } from './dateTimeOffset.ts';
import { duration } from './duration.ts';
import { guid } from './guid.ts';
import { byte, decimal, int16, int32, int64, sbyte } from './number.ts';
import type { TextFormat } from './textFormat.ts';
import { timeOfDay } from './timeOfDay.ts';

/** The JSON Schema form of each Edm primitive type: its JSON `type`, and the form of its text or digits where JSON says less. */
export interface Primitive {
  readonly json: 'string' | 'boolean' | 'integer' | 'number';
  readonly form?: TextFormat;
}

/** Every Edm primitive type that a page may name (OData CSDL §3.3), by its name without `Edm.`. */
export const primitives: Readonly<Record<string, Primitive>> = {
  String: { json: 'string' },
  Boolean: { json: 'boolean' },
  Byte: { json: 'integer', form: byte },
  SByte: { json: 'integer', form: sbyte },
  Int16: { json: 'integer', form: int16 },
  Int32: { json: 'integer', form: int32 },
  Int64: { json: 'integer', form: int64 },
  Decimal: { json: 'number', form: decimal },
  Double: { json: 'number', form: decimal },
  Date: { json: 'string', form: date },
  TimeOfDay: { json: 'string', form: timeOfDay },
  DateTimeOffset: { json: 'string', form: dateTimeOffset },
  Duration: { json: 'string', form: duration },
  Guid: { json: 'string', form: guid },
  Binary: { json: 'string', form: binary },
};

/** The JSON type of a value in the words of JSON Schema; `wanted` settles whether a whole number counts as integer or number. */
export function jsonTypeOf(value: JsonValue | undefined, wanted?: string): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return wanted === 'number' ? 'number' : 'integer';
  if (typeof value === 'number') return Number.isInteger(value) && wanted !== 'number' ? 'integer' : 'number';
  return typeof value;
}
