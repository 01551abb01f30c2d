/** Where a contract was read: the page, its public address, the digest of the text it was read from, its date if it has one. */
export interface Source {
  readonly page: string;
  readonly url: string;
  readonly sha256: string;
  readonly date?: string;
}

/** The JSON Schema of one property's value, as the compiler writes it. */
export interface PropertySchema {
  readonly $ref?: string;
  readonly anyOf?: readonly [{ readonly $ref: string }, { readonly type: 'null' }];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly items?: PropertySchema;
  readonly $comment?: string;
}

/** Where a navigation property of an entity leads. */
export interface Navigation {
  readonly type: string;
  readonly collection: boolean;
}

/** `contracts/beta/<type>/schema.json` of a resource page: what a response holds of an entity or complex value. */
export interface StructuredSchema {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly source: Source;
  readonly kind: 'entity' | 'complex';
  readonly key?: string;
  readonly baseType?: string;
  readonly type: 'object';
  readonly allOf?: readonly [{ readonly $ref: string }];
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
  readonly navigation?: Readonly<Record<string, Navigation>>;
}

/** `contracts/beta/<type>/schema.json` of an enum page; without `enum` the members are open (`unknownFutureValue`, Graph's evolvable enums). */
export interface EnumSchema {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly source: Source;
  readonly kind: 'enum';
  readonly type: 'string';
  readonly enum?: readonly string[];
  readonly members: Readonly<Record<string, number>>;
}

/** Any type schema of the contracts. */
export type TypeSchema = StructuredSchema | EnumSchema;

/** The dialect every type schema is written in. */
export const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** The `$id` and path below `contracts/` of a type's schema. */
export function schemaId(type: string): string {
  return `beta/${type}/schema.json`;
}

/** The `$ref` from one type's schema to another's. */
export function schemaRef(type: string): string {
  return `../${type}/schema.json`;
}

/** The type that a `$ref` between type schemas names. */
export function typeOfRef(ref: string): string {
  return /^\.\.\/([^/]+)\/schema\.json$/.exec(ref)?.[1] ?? ref;
}
