import { parameterIn, segmentsOf } from '../model/path.ts';
import type { Body, RequestContract } from '../model/requestContract.ts';
import type { PropertySchema } from '../model/typeSchema.ts';
import type { Components, Use } from './components.ts';
import type { SchemaObject } from './edmSchema.ts';
import { refusalsOf } from './errorResponses.ts';
import { type Example, requestExamples, responseExamples } from './examples.ts';
import type { Pair } from './pairs.ts';

/** The query options that pages allow, as Parameter Objects by the names of their components. */
export const queryParameters: Readonly<Record<string, SchemaObject>> = {
  select: queryParameter('$select', 'Properties to return, separated by commas'),
  expand: queryParameter('$expand', 'Relationships to show what they lead to, separated by commas'),
};

/** The Operation Object of a documented method and path; `tag` groups it with others. */
export function operationOf(pair: Pair, components: Components, tag: string): SchemaObject {
  const [first] = pair.contracts;
  const parameters = parametersOf(pair);
  const request = requestOf(pair, components);
  return {
    operationId: pair.id.replaceAll('/', '_'),
    summary: first.title,
    description: pair.contracts.map(({ title, source }) => `[${title}](${source.url})`).join(', '),
    tags: [tag],
    externalDocs: { description: first.title, url: first.source.url },
    'x-contracts': pair.contracts.map(({ id }) => id),
    security: securityOf(pair.contracts),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(request ? { requestBody: request } : {}),
    responses: { ...responsesOf(pair, components), ...refusalsOf(pair.path) },
  };
}

function queryParameter(name: string, description: string): SchemaObject {
  return { name, in: 'query', description, schema: { type: 'string' } };
}

function parametersOf({ path, contracts }: Pair): SchemaObject[] {
  const keys = segmentsOf(path).flatMap((segment) => parameterIn(segment) ?? []);
  const options = contracts.some(({ request }) => request.queryOptions) ? Object.keys(queryParameters) : [];
  return [...keys, ...options].map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** Each permission that a page names is enough; a page that names none asks for a token. */
function securityOf(contracts: Pair['contracts']): SchemaObject[] {
  const names = new Set(
    contracts.flatMap(({ permissions }) => [...(permissions?.delegated ?? []), ...(permissions?.application ?? [])]),
  );
  return names.size === 0 ? [{ bearer: [] }] : [...names].map((name) => ({ bearer: [name] }));
}

function requestOf(pair: Pair, components: Components): SchemaObject | undefined {
  const schema = bodySchema(pair, ({ request }) => request.body, components, 'sent');
  if (!schema) return undefined;
  const owned = new Set(
    pair.contracts.flatMap(({ request }) => (request.body?.kind === 'entity' ? (request.body.serverOwned ?? []) : [])),
  );
  return {
    ...(owned.size > 0 ? { description: `The server sets ${[...owned].join(', ')} itself; they are not sent.` } : {}),
    required: true,
    content: jsonContent(schema, requestExamples(pair)),
  };
}

function responsesOf(pair: Pair, components: Components): SchemaObject {
  const examples = responseExamples(pair);
  const schema = bodySchema(pair, ({ response }) => response.body, components, 'returned', examples[0]);
  const statuses = new Set(pair.contracts.map(({ response }) => response.status));
  return Object.fromEntries(
    [...statuses].map((status) => [
      String(status),
      {
        description: pair.contracts.map(({ title }) => title).join(', '),
        ...(schema ? { content: jsonContent(schema, examples) } : {}),
      },
    ]),
  );
}

/** The schema of the bodies that the pages of a pair name; undefined where they name none. */
function bodySchema(
  { contracts }: Pair,
  bodyOf: (contract: RequestContract) => Body | undefined,
  components: Components,
  use: Use,
  example?: Example,
): SchemaObject | undefined {
  const bodies = contracts.flatMap((contract) => bodyOf(contract) ?? []);
  const [first] = bodies;
  const types = bodies.flatMap((body) => ('type' in body ? [body.type] : []));
  switch (first?.kind) {
    case undefined:
      return undefined;
    case 'entity':
      return components.anyOf(types, use);
    case 'collection':
      return envelope({ type: 'array', items: components.anyOf(types, use) }, example);
    case 'value':
      return envelope(components.property(first.schema, use), example);
    case 'parameters':
      return parametersSchema(first.properties, components, use);
  }
}

/** The object that holds a collection or a value; some mocks answer with the example of a schema only. */
function envelope(value: SchemaObject, example?: Example): SchemaObject {
  const shown = example ? { example: example.value } : {};
  return { type: 'object', properties: { value }, required: ['value'], ...shown };
}

function parametersSchema(
  properties: Readonly<Record<string, PropertySchema>>,
  components: Components,
  use: Use,
): SchemaObject {
  const entries = Object.entries(properties).map(([name, schema]) => [name, components.property(schema, use)]);
  return { type: 'object', properties: Object.fromEntries(entries) };
}

function jsonContent(schema: SchemaObject, examples: readonly Example[]): SchemaObject {
  const named = examples.map(({ name, summary, value }) => [name, { summary, value }]);
  return {
    'application/json': { schema, ...(named.length > 0 ? { examples: Object.fromEntries(named) } : {}) },
  };
}
