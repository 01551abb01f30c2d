import { inlineSchemaId, type RequestContract } from './requestContract.ts';
import type { Navigation, PropertySchema, StructuredSchema, TypeSchema } from './typeSchema.ts';
import { schemaId, typeOfRef } from './typeSchema.ts';

/** The type of a property's value: an Edm primitive, an enum or a complex type, alone or as a collection. */
export interface ValueType {
  readonly kind: 'primitive' | 'enum' | 'complex' | 'entity';
  readonly name: string;
  readonly collection: boolean;
  readonly nullable: boolean;
}

/** A property of a structured type, inherited or its own; `schema` is the reference to the JSON Schema of its value. */
export interface Property {
  readonly name: string;
  readonly type: ValueType;
  readonly schema: string;
}

/** An entity or complex type with everything it inherits; `descendants` are the documented types derived from it. */
export interface StructuredType {
  readonly kind: 'entity' | 'complex';
  readonly name: string;
  readonly key: string | undefined;
  readonly base: string | undefined;
  readonly properties: readonly Property[];
  readonly navigation: Readonly<Record<string, Navigation>>;
  readonly descendants: readonly string[];
  readonly page: string;
}

/** An enum type; `open` where a member `unknownFutureValue` says that more may come. */
export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly members: readonly string[];
  readonly open: boolean;
}

/** The member by which Graph marks an enum that may grow (evolvable enum sentinel); it is never a value to send. */
export const sentinel = 'unknownFutureValue';

/** The types of the contracts, by name. */
export class Model {
  readonly #schemas: ReadonlyMap<string, TypeSchema>;
  readonly #structured = new Map<string, StructuredType>();

  constructor(schemas: Iterable<TypeSchema>) {
    this.#schemas = new Map(Array.from(schemas, (schema) => [schema.title, schema]));
  }

  /** The names of all types, in the order they were given. */
  get names(): string[] {
    return [...this.#schemas.keys()];
  }

  /** The schema as it was read, or undefined for an unknown name. */
  schema(name: string): TypeSchema | undefined {
    return this.#schemas.get(name);
  }

  /** An entity or complex type by name; throws for any other name, for no contract may name a type that is not there. */
  structured(name: string): StructuredType {
    const known = this.#structured.get(name);
    if (known) return known;
    const schema = this.#schemas.get(name);
    if (schema === undefined || schema.kind === 'enum')
      throw new Error(`${name} is no entity or complex type of the contracts`);
    const type = this.#build(schema);
    this.#structured.set(name, type);
    return type;
  }

  /** An enum type by name; throws for any other name. */
  enumeration(name: string): EnumType {
    const schema = this.#schemas.get(name);
    if (schema?.kind !== 'enum') throw new Error(`${name} is no enum type of the contracts`);
    return { kind: 'enum', name, members: Object.keys(schema.members), open: schema.enum === undefined };
  }

  /** Whether `name` is `ancestor` or is derived from it. */
  isA(name: string, ancestor: string): boolean {
    return name === ancestor || this.structured(ancestor).descendants.includes(name);
  }

  /**
   * The navigation property at the other end of one (OData CSDL: partner), where the pages leave no doubt: exactly one
   * relationship of the target type leads back to the source type or an ancestor of it. Undefined otherwise.
   */
  partner(source: string, navigation: string): string | undefined {
    const target = this.structured(source).navigation[navigation]?.type;
    if (target === undefined) return undefined;
    const back = Object.entries(this.structured(target).navigation).filter(
      ([name, { type }]) => this.isA(source, type) && !(target === type && name === navigation),
    );
    return back.length === 1 ? back[0]?.[0] : undefined;
  }

  /** The type of the value that a property's schema describes. */
  valueType(schema: PropertySchema): ValueType {
    const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
    const nullable = types.includes('null') || schema.anyOf !== undefined;
    if (schema.items) return { ...this.valueType(schema.items), collection: true, nullable };
    const ref = schema.$ref ?? schema.anyOf?.[0].$ref;
    if (ref !== undefined) {
      const name = typeOfRef(ref);
      const kind = this.#schemas.get(name)?.kind;
      if (kind === undefined) throw new Error(`${name} is no type of the contracts`);
      return { kind, name, collection: false, nullable };
    }
    const plain = types.find((type) => type !== 'null');
    const name = schema.format?.replace('Edm.', '') ?? (plain === 'boolean' ? 'Boolean' : 'String');
    return { kind: 'primitive', name, collection: false, nullable };
  }

  #build(schema: StructuredSchema): StructuredType {
    const base = schema.baseType === undefined ? undefined : this.structured(schema.baseType);
    const own = Object.entries(schema.properties).map(([name, property]) => ({
      name,
      type: this.valueType(property),
      schema: `${schemaId(schema.title)}#/properties/${name}`,
    }));
    return {
      kind: schema.kind,
      name: schema.title,
      key: schema.key ?? base?.key,
      base: base?.name,
      properties: [...(base?.properties ?? []), ...own],
      navigation: { ...base?.navigation, ...schema.navigation },
      descendants: this.#descendantsOf(schema.title),
      page: schema.source.page,
    };
  }

  #descendantsOf(name: string): string[] {
    const children = [...this.#schemas.values()].filter((schema) => schema.kind !== 'enum' && schema.baseType === name);
    return children.flatMap((child) => [child.title, ...this.#descendantsOf(child.title)]);
  }
}

/** The parameters of an action as properties, so that values for them are read and made like those of a type. */
export function parametersOf(model: Model, request: RequestContract): Property[] {
  const body = request.request.body;
  if (body?.kind !== 'parameters') return [];
  return Object.entries(body.properties).map(([name, schema]) => ({
    name,
    type: model.valueType(schema),
    schema: `${inlineSchemaId(request)}#/properties/${name}`,
  }));
}

/** The members of an enum that a request may carry. */
export function sendableMembers(type: EnumType): string[] {
  return type.members.filter((member) => member !== sentinel);
}

/** The words for a type in claims and messages: `Edm.Int64`, `Collection(Edm.String)`, `groupPolicyType`. */
export function describeType(type: ValueType): string {
  const name = type.kind === 'primitive' ? `Edm.${type.name}` : type.name;
  return type.collection ? `Collection(${name})` : name;
}
