import type { CodeOptions } from 'ajv';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { jsonTypeOf, primitives } from '../value/edm/primitive.ts';
import { quote } from '../value/edm/textFormat.ts';
import { isObject, type JsonValue, writeJson } from '../value/json.ts';
import { inlineSchemaId, type RequestContract } from './requestContract.ts';
import type { PropertySchema, TypeSchema } from './typeSchema.ts';

/** Our own keywords in type schemas; they say what JSON Schema has no word for, and constrain nothing. */
const vocabulary = ['source', 'kind', 'key', 'baseType', 'navigation', 'members'];

/** All errors instead of the first, and what searches for patterns instead of `RegExp`. */
interface AjvChoice {
  readonly allErrors?: boolean;
  readonly regExp?: NonNullable<CodeOptions['regExp']>;
}

/**
 * An ajv that knows the Edm formats: draft 2020-12, strict, so that an unknown keyword or format is an error, not silence.
 * `date`, `date-time` and `uri` (for the suite's own files) come from ajv-formats. `allErrors` is for these alone: answers
 * may be wrong in too many places.
 */
export function createAjv({ allErrors = false, regExp }: AjvChoice = {}): Ajv2020 {
  const code = regExp === undefined ? {} : { code: { regExp } };
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, ownProperties: true, allErrors, ...code });
  ajv.addVocabulary(vocabulary);
  for (const [name, { json, form }] of Object.entries(primitives)) {
    if (!form) continue;
    const isValid = (value: string | number): boolean => form(String(value)) === undefined;
    if (json === 'string') ajv.addFormat(`Edm.${name}`, { type: 'string', validate: isValid });
    else ajv.addFormat(`Edm.${name}`, { type: 'number', validate: isValid });
  }
  formatsPlugin.default(ajv, ['date', 'date-time', 'uri']);
  return ajv;
}

/** The compiled JSON Schemas of the contracts' types. */
export class Schemas {
  readonly #ajv = createAjv();

  constructor(schemas: Iterable<TypeSchema>, requests: Iterable<RequestContract> = []) {
    for (const schema of schemas) this.#ajv.addSchema(schema, schema.$id);
    for (const request of requests) {
      const properties = inlineProperties(request);
      if (properties) this.#ajv.addSchema({ $id: inlineSchemaId(request), type: 'object', properties });
    }
  }

  /** Says what is wrong with a value under the schema at a reference such as `beta/x/schema.json#/properties/id`, or undefined. */
  fault(reference: string, value: JsonValue): string | undefined {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(reference);
    if (!validate) throw new Error(`no schema at ${reference}`);
    if (!validate(plain(value))) return explain(validate.errors?.[0], value);
    if (typeof value !== 'bigint') return undefined;
    const fault = primitives['Int64']?.form?.(String(value));
    return fault && `${value}: ${fault}`;
  }
}

function inlineProperties(request: RequestContract): Readonly<Record<string, PropertySchema>> | undefined {
  const parameters = request.request.body?.kind === 'parameters' ? request.request.body.properties : undefined;
  const result = request.response.body?.kind === 'value' ? { value: request.response.body.schema } : undefined;
  return parameters || result ? { ...parameters, ...result } : undefined;
}

/** The value as ajv can read it: it knows no `bigint`, so an integer that a double cannot hold stands as the largest one that it can. */
export function plain(value: JsonValue): unknown {
  if (typeof value === 'bigint') return value < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** What ajv found, in words that quote the value and name what was due. */
function explain(error: ErrorObject | undefined, value: JsonValue): string {
  const text = typeof value === 'string' ? quote(value) : writeJson(value).slice(0, 80);
  switch (error?.keyword) {
    case 'type': {
      const wanted: unknown = error.params['type'];
      const names = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
      return `${text} is ${jsonTypeOf(value, names[0])}, not ${names.join(' or ')}`;
    }
    case 'format': {
      const name = String(error.params['format']).replace('Edm.', '');
      return `${text}: ${primitives[name]?.form?.(String(value)) ?? error.message}`;
    }
    case 'enum': {
      const members: unknown = error.params['allowedValues'];
      return `${text} is none of ${Array.isArray(members) ? members.join(', ') : ''}`;
    }
    default:
      return `${text} ${error?.message ?? 'does not match its schema'}`;
  }
}
