import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { contracts } from '../../../fixtures/api.ts';
import { devproxyOf } from '../../../src/export/devproxy.ts';
import { pairsOf } from '../../../src/export/pairs.ts';
import { createAjv } from '../../../src/model/schemas.ts';
import type { JsonValue } from '../../../src/value/json.ts';

interface Mock {
  readonly request: { readonly url: string; readonly method: string; readonly bodyFragment?: string };
  readonly response: { readonly statusCode: number; readonly body?: JsonValue };
}

const file = devproxyOf(contracts) as unknown as { readonly mocks: readonly Mock[] };
const base = 'https://graph.microsoft.com/beta';

/** The mock that Dev Proxy answers with: the first of the method whose URL matches and whose fragment is in the body, in any case. */
function answering(method: string, url: string, body = ''): Mock | undefined {
  return file.mocks.find(
    ({ request }) =>
      request.method === method &&
      (request.url === url || (request.url.includes('*') && asExpression(request.url).test(url))) &&
      (request.bodyFragment === undefined || body.toLowerCase().includes(request.bodyFragment.toLowerCase())),
  );
}

/** A URL in which `*` stands for any text, slashes included. */
function asExpression(url: string): RegExp {
  return new RegExp(`^${url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}

/** The URL of a documented path with ids of its own. */
function urlOf(path: string): string {
  return base + path.replaceAll(/\{(\w+)\}/g, 'a-$1');
}

test('the file is of the form that Dev Proxy reads', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../fixtures/devproxyMocks.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = createAjv().compile(schema);
  validate(file);
  expect(validate.errors).toBeNull();
  expect(validate({ ...file, mocks: [{ request: { url: 'x' } }] })).toBe(false);
});

for (const { method, path, contracts: pages } of pairsOf(contracts)) {
  test(`${method} ${path} is answered by its own mock`, () => {
    const own = base + path.replaceAll(/\{\w+\}/g, '*');
    for (const { id, request, response } of pages) {
      const mock = answering(method, urlOf(path), JSON.stringify(request.example ?? null));
      expect(mock?.request.url).toBe(own);
      expect(mock?.response.statusCode).toBe(response.status);
      if (request.body) expect(mock?.response.body, id).toEqual(response.example);
      else if (response.example !== undefined) expect(mock?.response.body).toBeDefined();
      if (request.queryOptions)
        expect(answering(method, `${urlOf(path)}?$select=id`)?.response.body).toEqual(mock?.response.body);
    }
  });
}

test('a collection that several pages describe holds what each of them shows', () => {
  const shared = pairsOf(contracts).filter(
    ({ method, contracts: pages }) =>
      method === 'GET' && pages.length > 1 && pages[0].response.body?.kind === 'collection',
  );
  expect(shared.length).toBeGreaterThan(1);
  for (const { path, contracts: pages } of shared) {
    const items = (answering('GET', urlOf(path))?.response.body as { value: JsonValue[] } | undefined)?.value;
    expect(items).toEqual(pages.flatMap(({ response }) => (response.example as { value: JsonValue[] }).value));
  }
});

test('what names no type, and what nothing documents', () => {
  const [presentations] = pairsOf(contracts).filter(
    ({ contracts: pages }) => pages[0].request.method === 'POST' && pages.length > 5,
  );
  expect(answering('POST', urlOf(presentations?.path ?? ''), '{}')?.response.statusCode).toBe(201);
  expect(answering('PUT', `${base}/deviceManagement/groupPolicyConfigurations`)).toBeUndefined();
  expect(answering('GET', `${base}/deviceManagement/nothing`)).toBeUndefined();
});
