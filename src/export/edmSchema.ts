import type { PropertySchema } from '../model/typeSchema.ts';

/** A schema of an OpenAPI document (JSON Schema 2020-12). */
export type SchemaObject = { readonly [keyword: string]: unknown };

/** What tools know each Edm primitive as; Binary by the word of JSON Schema 2020-12. */
const formats: Readonly<Record<string, SchemaObject>> = {
  'Edm.Byte': { format: 'uint8' },
  'Edm.SByte': { format: 'int8' },
  'Edm.Int16': { format: 'int16' },
  'Edm.Int32': { format: 'int32' },
  'Edm.Int64': { format: 'int64' },
  'Edm.Decimal': { format: 'decimal' },
  'Edm.Double': { format: 'double' },
  'Edm.Date': { format: 'date' },
  'Edm.TimeOfDay': { format: 'time' },
  'Edm.DateTimeOffset': { format: 'date-time' },
  'Edm.Duration': { format: 'duration' },
  'Edm.Guid': { format: 'uuid' },
  'Edm.Binary': { contentEncoding: 'base64' },
};

/** The schema of a property, with formats that tools know, and references made by the one who knows the document. */
export function propertySchema(schema: PropertySchema, refTo: (ref: string) => string): SchemaObject {
  if (schema.$ref !== undefined) return { $ref: refTo(schema.$ref) };
  if (schema.anyOf) return { anyOf: [{ $ref: refTo(schema.anyOf[0].$ref) }, { type: 'null' }] };
  return {
    ...(schema.type === undefined ? {} : { type: schema.type }),
    ...(schema.format === undefined ? {} : formats[schema.format]),
    ...(schema.items ? { items: propertySchema(schema.items, refTo) } : {}),
  };
}
