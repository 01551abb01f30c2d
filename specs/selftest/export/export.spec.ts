import { expect } from '@playwright/test';
import { validate } from '@readme/openapi-parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { api, contracts } from '../../../fixtures/api.ts';
import { test } from '../../../fixtures/command.ts';
import { openapiOf } from '../../../src/export/openapi.ts';
import { pairsOf } from '../../../src/export/pairs.ts';
import { digestOf } from '../../../src/report/record/results.ts';
import { valueAt } from '../../../src/value/json.ts';

/** The parts of an OpenAPI document that the tests look into. */
interface Content {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly $ref: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}
interface Document {
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const document = openapiOf(contracts, { version: '1.2.3', digest: 'abc' }) as unknown as Document;
const json = 'application/json';

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ pair: `${method.toUpperCase()} ${path}`, operation })),
);

/** The places of a document that hold a schema and examples for it, by JSON pointer. */
function places(): [pointer: string, content: Content][] {
  const found: [string, Content][] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (name === json) found.push([at, member as Content]);
      else visit(member, at);
    }
  };
  visit(document, '');
  return found;
}

/** An ajv that holds values against the schemas of the document; formats of numbers only say how wide they are. */
function documentAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addVocabulary(['discriminator', 'externalDocs', 'example', ...Object.keys(document)]);
  formatsPlugin.default(ajv, ['date-time', 'uuid', 'int32', 'int64']);
  return ajv.addSchema({ ...document, $id: 'openapi.json' });
}

/** Says what is wrong with a value by the schema of a place; undefined where nothing is. */
function faultAt(ajv: Ajv2020, pointer: string, value: unknown): string | undefined {
  const reference = `openapi.json#${pointer.split('/').map(encodeURIComponent).join('/')}/schema`;
  const valid = ajv.getSchema(reference);
  if (!valid) return `no schema at ${reference}`;
  return valid(value) ? undefined : ajv.errorsText(valid.errors);
}

test('the document is valid OpenAPI 3.1', async () => {
  const checked = await validate(structuredClone(document) as never);
  expect(checked).toMatchObject({ valid: true, warnings: [] });
});

test('every documented method and path is an operation, with the parameters of its path and an id of its own', () => {
  expect(operations.map(({ pair }) => pair).sort()).toEqual(
    pairsOf(contracts)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
  expect(operations).toHaveLength(119);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(119);
  for (const { pair, operation } of operations) {
    const named = (operation.parameters ?? []).map(({ $ref }) => $ref.split('/').at(-1) ?? '');
    for (const [, name] of pair.matchAll(/\{(\w+)\}/g)) expect(named).toContain(name);
    for (const name of named) expect(document.components['parameters']).toHaveProperty(name);
  }
});

test('every operation answers with the documented status, refuses with an error object, and says which pages it is from', () => {
  const statuses = new Map(
    pairsOf(contracts).map(({ method, path, contracts: pages }) => [`${method} ${path}`, pages]),
  );
  for (const { pair, operation } of operations) {
    const pages = statuses.get(pair) ?? [];
    const wanted = [...new Set(pages.map(({ response }) => String(response.status)))];
    expect(Object.keys(operation.responses).filter((status) => status < '300')).toEqual(wanted);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '401', '4XX']));
    expect(operation).toHaveProperty(
      'x-contracts',
      pages.map(({ id }) => id),
    );
  }
});

test('every example of a page is in the document, and each is valid against the schema at its place', () => {
  const ajv = documentAjv();
  const faults: string[] = [];
  const shown = new Set<string>();
  for (const [pointer, { examples = {} }] of places()) {
    for (const [name, { value }] of Object.entries(examples)) {
      shown.add(JSON.stringify(value));
      const fault = faultAt(ajv, pointer, value);
      if (fault !== undefined) faults.push(`${pointer}/${name}: ${fault}`);
    }
  }
  for (const [name, schema] of Object.entries(document.components['schemas'] ?? {})) {
    const { example } = schema as { example?: unknown };
    const valid = ajv.getSchema(`openapi.json#/components/schemas/${name}`);
    if (example !== undefined && !valid?.(example)) faults.push(`${name}: ${ajv.errorsText(valid?.errors)}`);
  }
  expect(faults).toEqual([]);
  const pages = api.requests.flatMap(({ request, response }) => [request.example, response.example]);
  expect(pages.filter((example) => example !== undefined && !shown.has(JSON.stringify(example)))).toEqual([]);
});

test('the schemas tell a wrong answer from a right one', () => {
  const ajv = documentAjv();
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const at = `/paths/${path.replaceAll('/', '~1')}/post/responses/201/content/${json.replace('/', '~1')}`;
  const [example] = Object.values((valueAt(document as never, at) as unknown as Content).examples ?? {});
  const right = example?.value as Record<string, unknown>;
  const { content: _content, ...without } = right;
  expect(faultAt(ajv, at, right)).toBeUndefined();
  expect(faultAt(ajv, at, without)).toContain('content');
  expect(faultAt(ajv, at, { ...right, createdDateTime: 'yesterday' })).toContain('date-time');
  expect(faultAt(ajv, at, { ...right, groupPolicyObjectId: 7 })).toContain('string');
  expect(faultAt(ajv, at, { ...right, '@odata.type': '#microsoft.graph.groupPolicyOperation' })).toContain(
    '@odata.type',
  );
});

test('where pages describe several types at one place, each is told by its @odata.type', () => {
  const ajv = documentAjv();
  const presentations = operations.find(({ pair }) => pair.startsWith('POST ') && pair.endsWith('/presentations'));
  const examples = Object.values(presentations?.operation.requestBody?.content[json]?.examples ?? {});
  expect(examples).toHaveLength(10);
  const choice = document.components['schemas']?.['microsoft.graph.groupPolicyPresentation.orDerived'];
  expect(choice).toHaveProperty(['discriminator', 'propertyName'], '@odata.type');
  const at = '/components/schemas/microsoft.graph.groupPolicyPresentation.orDerived';
  const valid = ajv.getSchema(`openapi.json#${at}`);
  expect(valid?.({ '@odata.type': '#microsoft.graph.groupPolicyPresentationCheckBox' })).toBe(false);
});

test('the commands write to a file or to standard output', async ({ workspace }) => {
  const written = await workspace.run('openapi', ['--output', 'openapi.json']);
  expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
  const printed = await workspace.run('openapi');
  const { info } = JSON.parse(printed.stdout) as Document;
  expect(info).toMatchObject({ version: '0.1.0', 'x-contracts': { count: 213, digest: digestOf(contracts) } });
  expect(await workspace.run('devproxy', ['--output', 'no/such/folder.json'])).toMatchObject({
    code: 64,
    stderr: 'devproxy: no/such/folder.json cannot be written: its folder is missing (ENOENT)\n',
  });
  expect(await workspace.run('openapi', ['--nonsense'])).toMatchObject({ code: 64 });
});
