import { request as httpRequest } from 'node:http';
import { test as base, expect } from '@playwright/test';
import { upload } from '../../../fixtures/upload.ts';
import { readAdmx } from '../../../src/mock/admx.ts';
import { createClock } from '../../../src/mock/clock.ts';
import { type Mock, startMock } from '../../../src/mock/server.ts';
import { readJson } from '../../../src/value/json.ts';

type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse>; text: string };
type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

const test = base.extend<{ mock: Mock; ask: Ask }>({
  mock: async ({}, use) => {
    const mock = await startMock({ pageSize: 3, maxBodyBytes: 100_000 });
    await use(mock);
    await mock.close();
  },
  ask: async ({ mock }, use) => {
    await use(async (method, path, body, headers = {}) => {
      const response = await fetch(`${mock.baseUrl}/deviceManagement${path}`, {
        method,
        headers: {
          authorization: `Bearer ${mock.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      };
    });
  },
});

test('it keeps what is made, under an id and moments of its own', async ({ ask }) => {
  const made = await ask('POST', '/groupPolicyConfigurations', {
    displayName: 'one',
    id: 'mine',
    createdDateTime: '2000-01-01T00:00:00Z',
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    displayName: 'one',
    description: null,
    roleScopeTagIds: [],
    policyConfigurationIngestionType: 'unknown',
  });
  expect(made.body.id).not.toBe('mine');
  expect(made.body.createdDateTime).toMatch(/^20\d\d-.*T.*\.\d{7}Z$/);
  expect(made.body.createdDateTime).not.toContain('2000-');
  const read = await ask('GET', `/groupPolicyConfigurations/${made.body.id}`);
  expect({ ...read.body, '@odata.context': '' }).toEqual({ ...made.body, '@odata.context': '' });
});

test('a key can be a segment or in parentheses', async ({ ask }) => {
  const { body } = await ask('POST', '/groupPolicyObjectFiles', { content: 'x' });
  expect((await ask('GET', `/groupPolicyObjectFiles('${body.id}')`)).body.id).toBe(body.id);
  expect((await ask('PATCH', `/groupPolicyObjectFiles('${body.id}')`, { content: 'y' })).body.content).toBe('y');
  expect((await ask('DELETE', `/groupPolicyObjectFiles('${body.id}')`)).status).toBe(204);
  expect((await ask('GET', `/groupPolicyObjectFiles/${body.id}`)).status).toBe(404);
});

test('PATCH changes what it gives and lastModifiedDateTime, nothing else', async ({ ask }) => {
  const { body: before } = await ask('POST', '/groupPolicyConfigurations', { displayName: 'one', description: 'two' });
  const { body: after } = await ask('PATCH', `/groupPolicyConfigurations/${before.id}`, { description: null });
  expect(after).toMatchObject({ displayName: 'one', description: null, createdDateTime: before.createdDateTime });
  expect(after.lastModifiedDateTime > before.lastModifiedDateTime).toBe(true);
});

test('an Int64 keeps every digit', async ({ ask }) => {
  const { body: configuration } = await ask('POST', '/groupPolicyConfigurations', { displayName: 'x' });
  const values = `/groupPolicyConfigurations/${configuration.id}/definitionValues`;
  const { body: value } = await ask('POST', values, { enabled: true });
  const made = await ask(
    'POST',
    `${values}/${value.id}/presentationValues`,
    '{"@odata.type":"#microsoft.graph.groupPolicyPresentationValueLongDecimal","value":9223372036854775807}',
  );
  expect(made.text).toContain('"value":9223372036854775807');
  expect(readJson(made.text)).toMatchObject({ value: 9223372036854775807n });
});

test('an uploaded file defines categories, definitions and presentations, which go with it', async ({ ask }) => {
  const encode = (text: string): string =>
    Buffer.from(text.replaceAll('{tag}', '1').replaceAll('{version}', '1.0')).toString('base64');
  const file = {
    content: encode(upload.admx),
    groupPolicyUploadedLanguageFiles: [{ languageCode: 'en-US', content: encode(upload.adml) }],
  };
  const { body: made } = await ask('POST', '/groupPolicyUploadedDefinitionFiles', file);
  expect(made).toMatchObject({ status: 'available', targetNamespace: 'Conformance.Policies.Run1', revision: '1.0' });
  const { body: shown } = await ask(
    'GET',
    `/groupPolicyUploadedDefinitionFiles/${made.id}?$expand=definitions($expand=presentations($select=id),category($expand=parent))`,
  );
  expect(shown.definitions).toHaveLength(4);
  const everything = shown.definitions.find((definition: { displayName: string }) =>
    definition.displayName.startsWith('Every kind'),
  );
  expect(
    everything.presentations
      .map((presentation: { '@odata.type': string }) => presentation['@odata.type'].replace(/.*Presentation/, ''))
      .sort(),
  ).toEqual([
    'CheckBox',
    'ComboBox',
    'DecimalTextBox',
    'DropdownList',
    'ListBox',
    'LongDecimalTextBox',
    'MultiTextBox',
    'Text',
    'TextBox',
  ]);
  expect(everything.category.parent.displayName).toBe('Conformance 1');
  await ask('POST', `/groupPolicyUploadedDefinitionFiles/${made.id}/uploadNewVersion`, file);
  const { body: older } = await ask(
    'GET',
    `/groupPolicyDefinitions/${everything.id}?$expand=nextVersionDefinition($expand=previousVersionDefinition($select=id))`,
  );
  expect(older.nextVersionDefinition.previousVersionDefinition.id).toBe(everything.id);
  await ask('POST', `/groupPolicyUploadedDefinitionFiles/${made.id}/remove`);
  expect((await ask('GET', `/groupPolicyDefinitions/${everything.id}`)).status).toBe(404);
  expect((await ask('GET', `/groupPolicyCategories/${everything.category.id}`)).status).toBe(404);
});

test('a collection has pages, counts, and can be narrowed', async ({ ask, mock }) => {
  for (const number of [1, 2, 3, 4])
    await ask('POST', '/groupPolicyConfigurations', { displayName: `number ${number}` });
  const first = await ask('GET', '/groupPolicyConfigurations?$count=true&$select=displayName');
  expect(first.body['@odata.count']).toBe(4);
  expect(first.body.value).toHaveLength(3);
  expect(Object.keys(first.body.value[0]).sort()).toEqual(['@odata.type', 'displayName']);
  const next: string = first.body['@odata.nextLink'];
  expect(next.startsWith(`${mock.baseUrl}/`)).toBe(true);
  const second = await ask('GET', next.slice(`${mock.baseUrl}/deviceManagement`.length));
  expect(second.body.value.map((item: { displayName: string }) => item.displayName)).toEqual(['number 4']);
  expect(second.body).not.toHaveProperty('@odata.nextLink');
});

const refusals: readonly [title: string, method: string, path: string, body: unknown, status: number, code: string][] =
  [
    ['an unknown id', 'GET', '/groupPolicyConfigurations/none', undefined, 404, 'itemNotFound'],
    ['an unknown segment', 'GET', '/groupPolicyNothings', undefined, 400, 'invalidRequest'],
    ['nothing below the singleton', 'GET', '', undefined, 400, 'invalidRequest'],
    ['a method that no page documents', 'PUT', '/groupPolicyConfigurations', {}, 405, 'notAllowed'],
    [
      'a path on which no page documents the method',
      'DELETE',
      '/groupPolicyConfigurations',
      undefined,
      405,
      'notAllowed',
    ],
    ['malformed JSON', 'POST', '/groupPolicyConfigurations', '{"displayName":', 400, 'invalidRequest'],
    ['an array', 'POST', '/groupPolicyConfigurations', [], 400, 'invalidRequest'],
    ['a value of the wrong JSON type', 'POST', '/groupPolicyConfigurations', { displayName: 5 }, 400, 'invalidRequest'],
    ['null where there is none', 'POST', '/groupPolicyConfigurations', { displayName: null }, 400, 'invalidRequest'],
    [
      'an unknown member',
      'POST',
      '/groupPolicyConfigurations',
      { policyConfigurationIngestionType: 'x' },
      400,
      'invalidRequest',
    ],
    ['an unknown property', 'POST', '/groupPolicyConfigurations', { colour: 'red' }, 400, 'invalidRequest'],
    [
      'an unknown type',
      'POST',
      '/groupPolicyConfigurations',
      { '@odata.type': '#microsoft.graph.none' },
      400,
      'invalidRequest',
    ],
    ['a null type', 'POST', '/groupPolicyConfigurations', { '@odata.type': null }, 400, 'invalidRequest'],
    [
      'a type that is not of the collection',
      'POST',
      '/groupPolicyConfigurations',
      { '@odata.type': '#microsoft.graph.groupPolicyCategory' },
      400,
      'invalidRequest',
    ],
    [
      'an unknown property to select',
      'GET',
      '/groupPolicyConfigurations?$select=colour',
      undefined,
      400,
      'invalidRequest',
    ],
    [
      'an unknown relationship to expand',
      'GET',
      '/groupPolicyConfigurations?$expand=friends',
      undefined,
      400,
      'invalidRequest',
    ],
    ['an unknown query option', 'GET', '/groupPolicyConfigurations?$magic=1', undefined, 400, 'invalidRequest'],
    ['a page size of nothing', 'GET', '/groupPolicyConfigurations?$top=0', undefined, 400, 'invalidRequest'],
  ];
for (const [title, method, path, body, status, code] of refusals) {
  test(`it refuses ${title} with ${status} and Graph's error object, and nothing is changed`, async ({ ask }) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({
      code,
      message: expect.any(String),
      innerError: { 'request-id': answer.headers.get('request-id') },
    });
    expect((await ask('GET', '/groupPolicyConfigurations')).body.value).toEqual([]);
  });
}

test('it refuses a bind to nothing with 404, and keeps nothing', async ({ ask, mock }) => {
  const { body: configuration } = await ask('POST', '/groupPolicyConfigurations', { displayName: 'x' });
  const values = `/groupPolicyConfigurations/${configuration.id}/definitionValues`;
  const bind = {
    enabled: true,
    'definition@odata.bind': `${mock.baseUrl}/deviceManagement/groupPolicyDefinitions('none')`,
  };
  expect((await ask('POST', values, bind)).status).toBe(404);
  expect((await ask('GET', values)).body.value).toEqual([]);
});

test('it refuses a request without its token with 401', async ({ ask }) => {
  for (const authorization of ['', 'Bearer other', 'Basic abc']) {
    const answer = await ask('GET', '/groupPolicyConfigurations', undefined, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('unauthenticated');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('it refuses a body beyond its limit', async ({ ask }) => {
  expect((await ask('POST', '/groupPolicyConfigurations', { displayName: 'x'.repeat(100_001) })).status).toBe(413);
});

test('it refuses a body that is not declared as JSON', async ({ ask }) => {
  expect((await ask('POST', '/groupPolicyConfigurations', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
});

test('it answers every request with ids, the client’s own where it sent one', async ({ ask }) => {
  const id = '0a1b2c3d-0000-4000-8000-000000000001';
  const answer = await ask('GET', '/groupPolicyConfigurations', undefined, { 'client-request-id': id });
  expect(answer.headers.get('client-request-id')).toBe(id);
  expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const other = await ask('GET', '/groupPolicyConfigurations');
  expect(other.headers.get('client-request-id')).toBe(other.headers.get('request-id'));
});

test('it listens on loopback only', async ({ mock }) => {
  expect(new URL(mock.baseUrl).hostname).toBe('127.0.0.1');
});

test('an id with a slash in it is one id', async ({ mock }) => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const path = '/beta/deviceManagement/groupPolicyConfigurations/a%2F..%2Fb';
    httpRequest(
      `${mock.baseUrl.replace(/\/beta$/, '')}${path}`,
      { headers: { authorization: `Bearer ${mock.token}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
});

test('its clock never shows the same tick twice', () => {
  const clock = createClock(() => 1_700_000_000_000);
  expect([clock(), clock(), clock()]).toEqual([
    '2023-11-14T22:13:20.0000000Z',
    '2023-11-14T22:13:20.0000001Z',
    '2023-11-14T22:13:20.0000002Z',
  ]);
});

test('what is no ADMX defines nothing', () => {
  expect(readAdmx('content', '')).toBeUndefined();
  expect(readAdmx('<other/>', '')).toBeUndefined();
  expect(readAdmx('', '')).toBeUndefined();
});
