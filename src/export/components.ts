import type { Contracts } from '../model/contracts.ts';
import { Model } from '../model/model.ts';
import { resourceOf, serverOwnedOf } from '../model/requestContract.ts';
import { type PropertySchema, typeOfRef } from '../model/typeSchema.ts';
import type { JsonValue } from '../value/json.ts';
import { propertySchema, type SchemaObject } from './edmSchema.ts';

/** What a schema is for: an answer holds every documented property, a request those that the client wants to set. */
export type Use = 'returned' | 'sent';

/** The schemas of an OpenAPI document, each made when it is first referred to. */
export class Components {
  readonly model: Model;
  readonly #serverOwned = new Map<string, readonly string[]>();
  readonly #examples = new Map<string, JsonValue>();
  readonly #schemas = new Map<string, SchemaObject>();

  constructor({ types, requests }: Contracts) {
    this.model = new Model(types);
    for (const request of requests) {
      const owned = serverOwnedOf(request);
      if (owned.length > 0) this.#serverOwned.set(resourceOf(request), owned);
      const { body, example } = request.response;
      if (body?.kind === 'entity' && example !== undefined) this.#examples.set(body.type, example);
    }
  }

  /** The schemas that were referred to, by name. */
  get schemas(): Readonly<Record<string, SchemaObject>> {
    return Object.fromEntries([...this.#schemas].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** A value of one of some types, or of a type derived from them, told by its `@odata.type`. */
  anyOf(types: readonly string[], use: Use): SchemaObject {
    const { model } = this;
    const widest = types.filter(
      (type, index) =>
        types.indexOf(type) === index && !types.some((other) => other !== type && model.isA(type, other)),
    );
    const [only, ...more] = widest.map((type) => this.#orDerived(type, use));
    if (only !== undefined && more.length === 0) return { $ref: only };
    const exact = widest.flatMap((type) => [type, ...model.structured(type).descendants]);
    return this.#choice(exact, use);
  }

  /** The schema of a property's or a parameter's value. */
  property(schema: PropertySchema, use: Use): SchemaObject {
    return propertySchema(schema, (ref) => this.#refTo(typeOfRef(ref), use));
  }

  #refTo(type: string, use: Use): string {
    return this.model.schema(type)?.kind === 'enum' ? this.#enumeration(type) : this.#orDerived(type, use);
  }

  #orDerived(type: string, use: Use): string {
    const { descendants } = this.model.structured(type);
    if (descendants.length === 0) return this.#exactly(type, use);
    return this.#keep(`${nameOf(type, use)}.orDerived`, () => this.#choice([type, ...descendants], use));
  }

  #choice(types: readonly string[], use: Use): SchemaObject {
    const refs = types.map((type) => this.#exactly(type, use));
    const mapping = types.flatMap((type, index) => annotationsOf(type).map((name) => [name, refs[index]]));
    return {
      anyOf: refs.map(($ref) => ({ $ref })),
      discriminator: { propertyName: '@odata.type', mapping: Object.fromEntries(mapping) },
    };
  }

  #exactly(type: string, use: Use): string {
    return this.#keep(nameOf(type, use), () => this.#structured(type, use));
  }

  #structured(name: string, use: Use): SchemaObject {
    const schema = this.model.schema(name);
    const owned = use === 'returned' ? (this.#serverOwned.get(name) ?? []) : [];
    const properties = this.#propertiesOf(name).map(([property, content]) => [
      property,
      { ...this.property(content, use), ...(owned.includes(property) ? { readOnly: true } : {}) },
    ]);
    const annotations = annotationsOf(name);
    return {
      title: name,
      type: 'object',
      ...(schema ? { externalDocs: { description: name, url: schema.source.url } } : {}),
      properties: {
        '@odata.type': { type: 'string', enum: schema?.kind === 'complex' ? [...annotations].reverse() : annotations },
        ...Object.fromEntries(properties),
      },
      ...(use === 'returned' ? { required: properties.map(([property]) => property), ...this.#exampleOf(name) } : {}),
    };
  }

  /** What a page shows as an entity of a type; some mocks answer with the example of a schema only. */
  #exampleOf(name: string): SchemaObject {
    const example = this.#examples.get(name);
    return example === undefined ? {} : { example };
  }

  /** The properties of a type, inherited ones first. */
  #propertiesOf(name: string): [string, PropertySchema][] {
    const schema = this.model.schema(name);
    if (schema === undefined || schema.kind === 'enum') return [];
    const inherited = schema.baseType === undefined ? [] : this.#propertiesOf(schema.baseType);
    return [...inherited, ...Object.entries(schema.properties)];
  }

  #enumeration(name: string): string {
    return this.#keep(`microsoft.graph.${name}`, () => {
      const { members, open } = this.model.enumeration(name);
      const described = { title: name, type: 'string' };
      return open
        ? { ...described, description: `${members.join(', ')}; more may come` }
        : { ...described, enum: members };
    });
  }

  /** The reference to a schema by its name; the place is kept before it is made, for types refer to each other. */
  #keep(name: string, make: () => SchemaObject): string {
    if (!this.#schemas.has(name)) {
      this.#schemas.set(name, {});
      this.#schemas.set(name, make());
    }
    return `#/components/schemas/${name}`;
  }
}

function nameOf(type: string, use: Use): string {
  return `microsoft.graph.${type}${use === 'sent' ? '.sent' : ''}`;
}

/** The names by which `@odata.type` tells a type. */
function annotationsOf(type: string): string[] {
  return [`#microsoft.graph.${type}`, `microsoft.graph.${type}`];
}
