import { expect, test } from '@playwright/test';
import { compilePages, edition, pages } from '../../fixtures/pages.ts';
import type { Compiled } from '../../src/compiler/compile.ts';
import { describeDiagnostic } from '../../src/compiler/diagnostic.ts';
import { differences } from '../../src/compiler/difference.ts';
import type { Contracts } from '../../src/contract/load.ts';

const apiPage = 'demo-sample-sampledrawer-create.md';
const types = edition.filter((name) => name !== apiPage);

function contractsOf(compiled: Compiled): Contracts {
  if ('diagnostics' in compiled) throw new Error(compiled.diagnostics.map(describeDiagnostic).join('\n'));
  return compiled.contracts;
}

test.describe('what pages compile to', () => {
  const { types: schemas, requests } = contractsOf(compilePages(edition));
  const schema = (name: string): unknown => schemas.find(({ title }) => title === name);

  test('a resource page becomes the JSON Schema of its instances', () => {
    expect(schema('sampleDrawer')).toMatchObject({
      $id: 'beta/sampleDrawer/schema.json',
      kind: 'entity',
      key: 'id',
      source: { page: 'demo-sample-sampledrawer', date: '2025-03-14' },
      properties: {
        label: { type: 'string', $comment: 'nullable: no, by sample-types 1.0.0' },
        colour: { $ref: '../sampleColour/schema.json', $comment: 'nullable: no, by default' },
        depth: { type: 'integer', format: 'Edm.Int64' },
        tags: { type: ['array', 'null'], items: { type: 'string' } },
        handle: { anyOf: [{ $ref: '../sampleHandle/schema.json' }, { type: 'null' }] },
        lastModifiedDateTime: { type: 'string', format: 'Edm.DateTimeOffset' },
      },
      required: ['label', 'colour', 'depth', 'tags', 'handle', 'id', 'lastModifiedDateTime'],
      navigation: { neighbours: { type: 'sampleDrawer', collection: true } },
    });
  });

  test('a derived type has its own properties, and its parent from the sentence', () => {
    expect(schema('sampleLockedDrawer')).toMatchObject({
      baseType: 'sampleDrawer',
      allOf: [{ $ref: '../sampleDrawer/schema.json' }],
      required: ['isLocked'],
    });
  });

  test('a type without key is complex', () => {
    expect(schema('sampleHandle')).toMatchObject({ kind: 'complex' });
    expect(schema('sampleHandle')).not.toHaveProperty('key');
  });

  test('an enum with the evolvable sentinel is open', () => {
    expect(schema('sampleColour')).toMatchObject({ members: { red: 0, green: 1, unknownFutureValue: 2 } });
    expect(schema('sampleColour')).not.toHaveProperty('enum');
  });

  test('an api page becomes a request contract', () => {
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      id: 'sampleDrawer/create',
      permissions: { delegated: ['Sample.Read.All', 'Sample.ReadWrite.All'], application: ['Sample.ReadWrite.All'] },
      clouds: ['global', 'usgov', 'usgovdod'],
      request: {
        method: 'POST',
        paths: ['/deviceManagement/sampleDrawers', '/deviceManagement/sampleDrawers/{sampleDrawerId}/neighbours'],
        queryOptions: false,
        body: { kind: 'entity', type: 'sampleDrawer', serverOwned: ['id', 'lastModifiedDateTime'] },
      },
      response: { status: 201, body: { kind: 'entity', type: 'sampleDrawer' } },
    });
  });

  test('an example that wraps one entity in value is unwrapped, and the contract says so', () => {
    const wrapped = compilePages(edition, (text, name) =>
      name === apiPage ? text.replace(/(Content-Length: 250\n\n)([\s\S]*?\n\})/, '$1{\n"value": $2\n}') : text,
    );
    const [request] = contractsOf(wrapped).requests;
    expect(request?.response.exampleWrapped).toBe(true);
    expect(request?.response.example).toEqual(requests[0]?.response.example);
  });
});

test.describe('the three shapes of a page promise the same', () => {
  const markdown = contractsOf(compilePages(edition));

  for (const [shape, name] of [
    ['Markdown with included permissions', 'create-with-include.md'],
    ['rendered text', 'create-rendered.txt'],
  ] as const) {
    test(shape, () => {
      const other = contractsOf(compilePages([...types, name]));
      expect(differences(markdown, other, true)).toEqual([]);
      expect(other.requests[0]?.request).toEqual(markdown.requests[0]?.request);
      expect(other.requests[0]?.response).toEqual(markdown.requests[0]?.response);
    });
  }

  test('what a shape does not state is left out, not guessed', () => {
    const included = contractsOf(compilePages([...types, 'create-with-include.md'])).requests[0];
    expect(included).not.toHaveProperty('permissions');
    const rendered = contractsOf(compilePages([...types, 'create-rendered.txt'])).requests[0];
    expect(rendered).not.toHaveProperty('clouds');
    expect(rendered?.permissions).toEqual(markdown.requests[0]?.permissions);
  });
});

/** A change of a page that makes it unreadable, and the diagnostic that it has to give. */
const refusals: readonly [title: string, page: string, from: string | RegExp, to: string, diagnostic: RegExp][] = [
  [
    'a type without a page',
    apiPage,
    '|depth|Int64|',
    '|depth|Int46|',
    /^\S+-create\.md:\d+: the type "Int46" of depth; expected an Edm primitive type/,
  ],
  [
    'a placeholder instead of a path',
    apiPage,
    'POST /deviceManagement/sampleDrawers\n',
    'POST ** Collection URI not found\n',
    /:30: the request line "POST \*\* Collection URI not found"; expected METHOD/,
  ],
  [
    'a path that no relationship leads along',
    apiPage,
    '/neighbours',
    '/strangers',
    /:31: the segment "strangers" in .*; expected a navigation property of sampleDrawer: neighbours/,
  ],
  ['a parameter of another type', apiPage, '{sampleDrawerId}/n', '{sampleHandleId}/n', /expected/],
  [
    'another method than the title says',
    apiPage,
    'POST /deviceManagement/sampleDrawers\n',
    'PUT /deviceManagement/sampleDrawers\n',
    /PUT on a page titled "Create sampleDrawer"; expected POST/,
  ],
  [
    'a status that the example does not have',
    apiPage,
    'HTTP/1.1 201 Created',
    'HTTP/1.1 200 OK',
    /"HTTP\/1\.1 200 OK"; expected HTTP\/1\.1 201/,
  ],
  [
    'a response sentence of another form',
    apiPage,
    'If successful, this method returns',
    'Usually one gets',
    /"Usually one gets .*" under Response; expected a sentence/,
  ],
  [
    'an example that is not JSON',
    apiPage,
    '"depth": 12,\n  "tags": [\n    "small"\n  ],\n  "handle": {\n    "@odata.type": "microsoft.graph.sampleHandle",\n    "shape": "round"\n  }\n}\n```\n\n### Response',
    '"depth": 12,\n}\n```\n\n### Response',
    /an example body that is not JSON/,
  ],
  [
    'an example value that is not of its type',
    apiPage,
    /"depth": 12/g,
    '"depth": "deep"',
    /"deep" is string, not integer at \/depth of the example; expected Edm\.Int64/,
  ],
  [
    'an example response without a property',
    apiPage,
    '  "id": "0a1b2c3d-0000-4000-8000-000000000001",\n',
    '',
    /nothing at \/id of the example/,
  ],
  ['a permission that is no permission', apiPage, 'Sample.Read.All, ', 'all of them, ', /the permission "all of them"/],
  [
    'no permissions at all',
    apiPage,
    /\|Permission type[\s\S]*?\n\n/,
    '\n',
    /no permissions; expected a table or an \[!INCLUDE\]/,
  ],
  ['clouds that are not known', apiPage, 'global-us.md', 'global-moon.md', /the national cloud include global-moon/],
  [
    'a member that the enum page does not have',
    apiPage,
    'are: `red`, `green`',
    'are: `red`, `blue`',
    /the member "blue" of sampleColour; expected one of the enum page/,
  ],
  [
    'a property that the resource page does not have',
    apiPage,
    '|tags|',
    '|labels|',
    /the properties label, colour, depth, labels, .*; expected those of the resource page/,
  ],
  [
    'a translated page',
    apiPage,
    '## HTTP Request',
    '## <a name="http-request"></a>Requête',
    /the anchor <a name="http-request"> in a heading/,
  ],
  [
    'a title of no known kind',
    apiPage,
    '# Create sampleDrawer',
    '# Everything about drawers',
    /the title "Everything about drawers"; expected X resource type/,
  ],
  [
    'a file name that is not its page',
    apiPage,
    '# Create sampleDrawer',
    '# Update sampleDrawer',
    /"Update sampleDrawer" in a file named demo-sample-sampledrawer-create/,
  ],
  [
    'a table row with a broken name',
    'demo-sample-sampledrawer.md',
    '|label|',
    '|the label|',
    /the property name "the label"/,
  ],
  [
    'a property twice',
    'demo-sample-sampledrawer.md',
    '|depth|Int64|',
    '|label|Int64|',
    /the property label a second time/,
  ],
  [
    'a JSON representation that shows other properties',
    'demo-sample-sampledrawer.md',
    '  "depth": 1024,\n',
    '',
    /the JSON representation shows label, colour, tags, handle/,
  ],
  [
    'words instead of relationships',
    'demo-sample-samplehandle.md',
    'None\n',
    'To be written\n',
    /"To be written" under Relationships; expected a table or "None"/,
  ],
  [
    'an inherited property without a parent',
    'demo-sample-samplelockeddrawer.md',
    /Inherits from .*\n/,
    '',
    /label is inherited; expected a sentence "Inherits from X"/,
  ],
  [
    'a parent without a page',
    'demo-sample-samplelockeddrawer.md',
    'Inherits from [sampleDrawer](../resources/demo-sample-sampledrawer.md)',
    'Inherits from [x](../resources/x.md)',
    /the parent type x; expected a type whose resource page is known/,
  ],
  [
    'an inherited property of another type',
    'demo-sample-samplelockeddrawer.md',
    '|depth|Int64|',
    '|depth|Int32|',
    /depth of type Int32; expected Int64/,
  ],
  [
    'a member without a number',
    'demo-sample-samplecolour.md',
    '|green|1|',
    '|green|one|',
    /the value "one" of green; expected a whole number/,
  ],
  ['an enum without members', 'demo-sample-samplecolour.md', /\|Member[\s\S]*/, 'Several.\n', /no table of members/],
];

test.describe('a page that cannot be read for certain is refused', () => {
  for (const [title, page, from, to, diagnostic] of refusals) {
    test(title, () => {
      const compiled = compilePages(edition, (text, name) => (name === page ? text.replace(from, to) : text));
      const found = 'diagnostics' in compiled ? compiled.diagnostics.map(describeDiagnostic) : [];
      expect(
        found.filter((line) => diagnostic.test(line)),
        found.join('\n') || 'nothing was refused',
      ).not.toEqual([]);
      expect(found.every((line) => line.startsWith(`${page}:`) || /^\S+\.md:\d+: /.test(line))).toBe(true);
    });
  }

  test('all problems of a page are told at once', () => {
    const compiled = compilePages(edition, (text, name) =>
      name === apiPage
        ? text.replace('|depth|Int64|', '|depth|Int46|').replace('Sample.Read.All, ', 'all of them, ')
        : text,
    );
    const found = 'diagnostics' in compiled ? compiled.diagnostics.map(describeDiagnostic) : [];
    expect(found.some((line) => line.includes('Int46'))).toBe(true);
    expect(found.some((line) => line.includes('all of them'))).toBe(true);
  });

  test('a rendered row whose type is not known is refused with its line', () => {
    const compiled = compilePages([...types, 'create-rendered.txt'], (text, name) =>
      name.endsWith('.txt') ? text.replace('depth Int64', 'depth Int46') : text,
    );
    const found = 'diagnostics' in compiled ? compiled.diagnostics.map(describeDiagnostic) : [];
    const line =
      (pages['create-rendered.txt'] ?? '').split('\n').findIndex((text) => text.startsWith('depth Int64')) + 1;
    expect(found).toContainEqual(
      expect.stringContaining(`create-rendered.txt:${line}: the row "depth Int46 How deep it is."`),
    );
  });
});
