import { type PropertySchema, schemaRef, type TypeSchema } from '../../model/typeSchema.ts';
import { primitives } from '../../value/edm/primitive.ts';
import type { Block, Refuse, Row } from '../page/page.ts';
import { type NamedType, type TypeIndex, typeIn } from '../page/typeIndex.ts';
import type { Nullability } from './nullability.ts';

/** A row of a table of properties, relationships or parameters. */
export interface PropertyRow {
  readonly line: number;
  readonly name: string;
  readonly type: NamedType;
  readonly description: string;
}

const expectedType = 'an Edm primitive type or a link to a resource or enum page, optionally followed by "collection"';

/** Reads the rows `name | type | description` of a table, refusing each that names no known type or repeats a name. */
export function readRows(table: Extract<Block, { kind: 'table' }>, types: TypeIndex, refuse: Refuse): PropertyRow[] {
  const seen = new Set<string>();
  return table.rows.flatMap((row: Row) => {
    const [name = '', type = '', description = ''] = row.cells.map((cell) => cell.text);
    const named = row.cells[1] && typeIn(row.cells[1], types);
    if (!/^\w+$/.test(name)) refuse(row.line, `the property name "${name}"`, 'a name of letters and digits');
    else if (seen.has(name)) refuse(row.line, `the property ${name} a second time`, 'each property once');
    else if (!named) refuse(row.line, `the type "${type}" of ${name}`, expectedType);
    else {
      seen.add(name);
      return [{ line: row.line, name, type: named, description }];
    }
    return [];
  });
}

/** The members that a description lists after "Possible values are", or undefined where it lists none. */
export function listedMembers(description: string): string[] | undefined {
  const list = /Possible values are:?\s*(.*?)\.?\s*$/i.exec(description)?.[1];
  return list?.split(/,\s*/).map((member) => member.trim());
}

/** The JSON Schema for a property's value: type by the page, nullability by the published TypeScript types or by default. */
export function propertySchema(
  owner: string,
  row: PropertyRow,
  types: TypeIndex,
  nullability: Nullability,
): PropertySchema {
  const declared = nullability.nullable.get(`${owner}.${row.name}`);
  const nullable = declared ?? nullableByDefault(row, types.kinds.get(row.type.name));
  const $comment = `nullable: ${nullable ? 'yes' : 'no'}, ${declared === undefined ? 'by default' : `by ${nullability.package}`}`;
  return { $comment, ...valueSchema(row.type, types, nullable) };
}

/** The JSON Schema for a value of a named type. */
export function valueSchema({ name, collection }: NamedType, types: TypeIndex, nullable: boolean): PropertySchema {
  const item: PropertySchema = types.kinds.has(name) ? { $ref: schemaRef(name) } : primitiveSchema(name);
  if (collection) return { type: nullable ? ['array', 'null'] : 'array', items: item };
  if (!nullable) return item;
  if (item.$ref !== undefined) return { anyOf: [{ $ref: item.$ref }, { type: 'null' }] };
  return { ...item, type: [String(item.type), 'null'] };
}

function primitiveSchema(name: string): PropertySchema {
  const primitive = primitives[name];
  return { type: primitive?.json ?? 'string', ...(primitive?.form ? { format: `Edm.${name}` } : {}) };
}

/** Rule 7: String, Binary, complex values and collections may be null; keys, Boolean, numbers, enums, dates and Guids may not. */
function nullableByDefault(row: PropertyRow, kind: TypeSchema['kind'] | undefined): boolean {
  if (row.type.collection || kind === 'complex') return true;
  return kind === undefined && ['String', 'Binary'].includes(row.type.name) && row.name !== 'id';
}
