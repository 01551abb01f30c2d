import type { Model, StructuredType } from '../model/model.ts';
import { badRequest } from './odataError.ts';

/** The OData query options that the mock understands (OData URL Conventions §5). */
export interface Query {
  readonly select?: readonly string[];
  readonly expand: ReadonlyMap<string, Query>;
  readonly top?: number;
  readonly skip: number;
  readonly count: boolean;
}

/** The query without any option. */
export const plainQuery: Query = { expand: new Map(), skip: 0, count: false };

/** Reads the query options of a request on a type; throws `ODataError` for what the type does not have. */
export function readQuery(parameters: URLSearchParams, type: string, model: Model): Query {
  return readOptions([...parameters], model.structured(type), model);
}

function readOptions(options: readonly (readonly [string, string])[], type: StructuredType, model: Model): Query {
  let query = plainQuery;
  for (const [name, value] of options) {
    switch (name) {
      case '$select':
        query = { ...query, select: value.split(',').map((property) => known(property.trim(), type)) };
        break;
      case '$expand':
        query = { ...query, expand: readExpand(value, type, model) };
        break;
      case '$top':
        query = { ...query, top: wholeNumber(name, value, 1) };
        break;
      case '$skip':
      case '$skiptoken':
        query = { ...query, skip: wholeNumber(name, value, 0) };
        break;
      case '$count':
        query = { ...query, count: value === 'true' };
        break;
      default:
        if (name.startsWith('$')) throw badRequest(`The query option '${name}' is not supported.`);
    }
  }
  return query;
}

function known(property: string, type: StructuredType): string {
  if (type.properties.some(({ name }) => name === property)) return property;
  throw badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${property}' on type 'microsoft.graph.${type.name}'.`,
  );
}

/** `definitions($select=id;$expand=category),definitionFile` as navigation properties with their own options. */
function readExpand(text: string, type: StructuredType, model: Model): Map<string, Query> {
  const expand = new Map<string, Query>();
  for (const item of splitOutside(text, ',')) {
    const [, name = '', options] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/.exec(item) ?? [];
    const target = type.navigation[name];
    if (!target)
      throw badRequest(
        `Parsing OData Select and Expand failed: '${name || item}' is no navigation property of '${type.name}'.`,
      );
    const pairs = splitOutside(options ?? '', ';').map((option) => {
      const [key = '', ...value] = option.split('=');
      return [key.trim(), value.join('=')] as const;
    });
    expand.set(name, readOptions(pairs, model.structured(target.type), model));
  }
  return expand;
}

/** Splits at a separator that stands outside all parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}

function wholeNumber(name: string, value: string, least: number): number {
  if (!/^\d+$/.test(value) || Number(value) < least)
    throw badRequest(`The value '${value}' of '${name}' is not valid.`);
  return Number(value);
}
