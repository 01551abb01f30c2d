import {
  dialect,
  type Navigation,
  type Source,
  type StructuredSchema,
  schemaId,
  schemaRef,
} from '../../model/typeSchema.ts';
import { isObject, type JsonObject } from '../../value/json.ts';
import { readJsonPart } from '../page/jsonPart.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from '../page/page.ts';
import { isStructured, pageOfTarget, type TypeIndex } from '../page/typeIndex.ts';
import type { Nullability } from './nullability.ts';
import { type PropertyRow, propertySchema, readRows } from './propertyTable.ts';

/** A resource page as read: its type schema, and the line and all rows of its property table (inherited ones too) for cross-checks. */
export interface ResourcePage {
  readonly line: number;
  readonly schema: StructuredSchema;
  readonly rows: readonly PropertyRow[];
}

const inherited = /Inherited from (\w+)/;

/** Compiles a resource page; undefined after refusing it. The properties of the type are its rows without "Inherited from". */
export function compileResource(
  page: Page,
  name: string,
  source: Source,
  types: TypeIndex,
  nullability: Nullability,
  refuse: Refuse,
): ResourcePage | undefined {
  const section = sectionAt(page, 'Properties');
  const table = blocksOf(section, 'table')[0];
  if (!table) {
    refuse(section?.line ?? page.title.line, 'no table of properties', 'a section Properties with a row per property');
    return undefined;
  }
  const rows = readRows(table, types, refuse);
  const own = rows.filter((row) => !inherited.test(row.description));
  const baseType = baseOf(page, types, refuse);
  const heir = rows.find((row) => inherited.test(row.description));
  if (!baseType && heir)
    refuse(heir.line, `${heir.name} is inherited`, 'a sentence "Inherits from X" before the first section');
  const key = keyOf(page, name, rows, refuse);
  const navigation = relationshipsOf(page, types, refuse);
  const schema: StructuredSchema = {
    $schema: dialect,
    $id: schemaId(name),
    title: name,
    source,
    kind: key === undefined ? 'complex' : 'entity',
    ...(key === undefined || baseType ? {} : { key }),
    ...(baseType ? { baseType } : {}),
    type: 'object',
    ...(baseType ? { allOf: [{ $ref: schemaRef(baseType) }] as const } : {}),
    properties: Object.fromEntries(own.map((row) => [row.name, propertySchema(name, row, types, nullability)])),
    required: own.map((row) => row.name),
    ...(Object.keys(navigation).length > 0 ? { navigation } : {}),
  };
  return { schema, line: table.line, rows };
}

/** The parent type, from the sentence before the first section; a row's "Inherited from" may name a grandparent instead. */
function baseOf(page: Page, types: TypeIndex, refuse: Refuse): string | undefined {
  for (const paragraph of blocksOf(sectionAt(page, ''), 'paragraph')) {
    const found = /^Inherits from (\w+)$/.exec(paragraph.text);
    if (!found?.[1]) continue;
    const link = paragraph.links[0];
    const base = link ? types.pages.get(pageOfTarget(link)) : found[1];
    if (base === undefined || !isStructured(base, types))
      refuse(paragraph.line, `the parent type ${found[1]}`, 'a type whose resource page is known');
    return base;
  }
  return undefined;
}

/** The key property: marked "String (identifier)" in the JSON representation; where that has metadata (Markdown), these say whether it is one. */
export function keyOf(page: Page, name: string, rows: readonly PropertyRow[], refuse: Refuse): string | undefined {
  const section = sectionAt(page, 'JSON Representation');
  const code = blocksOf(section, 'code')[0];
  const metadata = blocksOf(section, 'metadata')[0];
  if (!section || !code) {
    refuse(section?.line ?? page.title.line, 'no JSON representation', 'a section JSON Representation with an example');
    return undefined;
  }
  const representation = parse(code.text, code.line, refuse);
  if (!representation) return undefined;
  compareNames(representation, rows, code.line, refuse);
  const identifier = Object.keys(representation).find((property) => representation[property] === 'String (identifier)');
  const facts = metadata && parse(metadata.text, metadata.line, refuse);
  if (!metadata || !facts) return identifier;
  const { '@odata.type': type, keyProperty: key } = facts;
  if (type !== `microsoft.graph.${name}`)
    refuse(metadata.line, `metadata of ${String(type)}`, `metadata of microsoft.graph.${name}`);
  if (key === undefined) return undefined;
  if (key !== identifier)
    refuse(metadata.line, `keyProperty ${String(key)}`, `${identifier ?? 'no key'} as in the JSON`);
  return identifier;
}

function compareNames(representation: JsonObject, rows: readonly PropertyRow[], line: number, refuse: Refuse): void {
  const shown = Object.keys(representation).filter((property) => !property.startsWith('@'));
  const listed = rows.map((row) => row.name);
  if (shown.join() !== listed.join()) {
    refuse(
      line,
      `the JSON representation shows ${shown.join(', ')}`,
      `the properties of the table: ${listed.join(', ')}`,
    );
  }
}

function relationshipsOf(page: Page, types: TypeIndex, refuse: Refuse): Record<string, Navigation> {
  const section = sectionAt(page, 'Relationships');
  const table = blocksOf(section, 'table')[0];
  if (!table) {
    const words = blocksOf(section, 'paragraph')
      .map((paragraph) => paragraph.text)
      .join(' ');
    if (section && !/^None\.?$/.test(words))
      refuse(section.line, `"${words}" under Relationships`, 'a table or "None"');
    return {};
  }
  const own = readRows(table, types, refuse).filter((row) => !inherited.test(row.description));
  for (const row of own)
    if (!isStructured(row.type.name, types))
      refuse(row.line, `the relationship ${row.name} to ${row.type.name}`, 'a type whose resource page is known');
  return Object.fromEntries(own.map((row) => [row.name, { type: row.type.name, collection: row.type.collection }]));
}

function parse(text: string, line: number, refuse: Refuse): JsonObject | undefined {
  const value = readJsonPart(text, line, 'text', 'a JSON object', refuse);
  if (value === undefined || isObject(value)) return value;
  refuse(line, 'JSON that is not an object', 'a JSON object');
  return undefined;
}
