import type { Ajv2020 } from 'ajv/dist/2020.js';
import { createAjv } from '../model/schemas.ts';
import { quote } from '../value/edm/textFormat.ts';
import { isObject } from '../value/json.ts';
import { LinearRegExp } from '../value/linearRegExp.ts';

/** What a keyword of a schema holds: a plain value, a schema, a list of schemas, or schemas by names or by patterns. */
type Holds = 'value' | 'schema' | 'list' | 'named' | 'by pattern';

/**
 * The keywords by which a deviation may say what is received. They are held against a value in time that grows with both alone:
 * a reference could lead round in a circle, `uniqueItems` compares each with each, and `$async` would excuse everything.
 */
const keywords: Readonly<Record<string, Holds>> = {
  type: 'value',
  const: 'value',
  enum: 'value',
  title: 'value',
  description: 'value',
  $comment: 'value',
  multipleOf: 'value',
  maximum: 'value',
  exclusiveMaximum: 'value',
  minimum: 'value',
  exclusiveMinimum: 'value',
  maxLength: 'value',
  minLength: 'value',
  pattern: 'value',
  format: 'value',
  maxItems: 'value',
  minItems: 'value',
  maxContains: 'value',
  minContains: 'value',
  maxProperties: 'value',
  minProperties: 'value',
  required: 'value',
  dependentRequired: 'value',
  items: 'schema',
  contains: 'schema',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema has a keyword of this name
  then: 'schema',
  else: 'schema',
  prefixItems: 'list',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  properties: 'named',
  dependentSchemas: 'named',
  patternProperties: 'by pattern',
};

const mostSchemas = 1000;

/** An ajv whose patterns take time linear in what they are held against. */
export function createInsteadAjv(): Ajv2020 {
  return createAjv({ regExp: Object.assign((source: string) => new LinearRegExp(source), { code: 'LinearRegExp' }) });
}

/** Why a value cannot be taken as a schema of what is received; undefined if it can. */
export function insteadProblem(schema: unknown): string | undefined {
  const open: unknown[] = [schema];
  for (let count = 1; open.length > 0; count += 1) {
    if (count > mostSchemas) return `it has more than ${mostSchemas} schemas in it`;
    const one = open.pop();
    if (!isObject(one)) continue;
    for (const [keyword, value] of Object.entries(one)) {
      const holds = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
      if (holds === undefined)
        return `${quote(keyword)} is not one of the keywords that are read, such as type, enum, pattern and properties`;
      if (holds === 'schema') open.push(value);
      else if (holds !== 'value' && typeof value === 'object') open.push(...Object.values(value ?? {}));
    }
  }
  return undefined;
}
