import { expect, test } from '@playwright/test';
import { compilePages, edition, pages } from '../../fixtures/pages.ts';
import { describeDiagnostic } from '../../src/compiler/diagnostic.ts';

const apiPage = 'demo-sample-sampledrawer-create.md';
const types = edition.filter((name) => name !== apiPage);

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
