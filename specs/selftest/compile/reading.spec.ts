import { expect, test } from '@playwright/test';
import { promisesOf, requests, types } from '../../../fixtures/pagePromises.ts';
import {
  compileFiles,
  compilePages,
  contractsOf,
  diagnosticsOf,
  edition,
  pages,
  renderedEdition,
} from '../../../fixtures/pages.ts';

const drawerPage = 'demo-sample-sampledrawer.md';
const createPage = 'demo-sample-sampledrawer-create.md';
const listPage = 'demo-sample-sampledrawer-list.md';
const paintPage = 'demo-sample-sampledrawer-paint.md';
const colourPage = 'demo-sample-samplecolour.md';
const handlePage = 'demo-sample-samplehandle.md';
const lockedPage = 'demo-sample-samplelockeddrawer.md';
const asText = (page: string): string => page.replace('.md', '.txt');
const deletePage = 'demo-sample-sampledrawer-delete.md';

/** Changes of pages after which they promise the same as before. */
const sameReadings: readonly [title: string, page: string, from: string | RegExp, to: string][] = [
  ['headings in any case', createPage, '## HTTP Request', '## Http request'],
  ['a link with a query and a fragment', drawerPage, 'samplehandle.md)', 'samplehandle.md?view=graph-rest-beta#x)'],
  [
    'a link without ending, by its full address',
    drawerPage,
    '../resources/demo-sample-samplehandle.md',
    'https://example.org/a/demo-sample-samplehandle',
  ],
  ['a link with another display name', drawerPage, '[sampleHandle](', '[grip]('],
  ['a parent without a link', lockedPage, /Inherits from .*/, 'Inherits from sampleDrawer'],
  [
    'a parent with another display name',
    lockedPage,
    'from [sampleDrawer](../resources/demo-sample-sampledrawer.md)\n\n',
    'from [box](../resources/demo-sample-sampledrawer.md)\n\n',
  ],
  ['a section before the title', handlePage, '# sampleHandle', '## Draft\n\n# sampleHandle'],
  ['a heading in bold', createPage, '## Response\n', '## <b>Response</b>\n'],
  [
    'an inherited relationship',
    lockedPage,
    'None.',
    '|Relationship|Type|Description|\n|:---|:---|:---|\n|grip|[sampleHandle](../resources/demo-sample-samplehandle.md)|Inherited from [sampleDrawer](x.md)|',
  ],
  ['a sentence on two lines', createPage, 'method returns a', 'method returns\na'],
  ['no section of relationships', handlePage, '## Relationships\nNone\n', ''],
  ['a key that only the JSON marks', drawerPage, /<!-- \{[\s\S]*?-->\n/, ''],
  [
    'a mark of a key that the metadata does not name',
    handlePage,
    '"shape": "String"',
    '"shape": "String (identifier)"',
  ],
  ['an example message without headers', createPage, /\nContent-type.*\nContent-length.*\n\n/, '\n'],
  [
    'a comment that is no metadata',
    drawerPage,
    '## JSON Representation\n',
    '## JSON Representation\n<!-- to be reviewed -->\n',
  ],
  ['a row that lists no members', createPage, ' Possible values are: `red`, `green`.', ''],
  [
    'a row that lists members in another way',
    createPage,
    'Possible values are: `red`, `green`.',
    'Possible values are `green` ,  `red`',
  ],
  ['a date with blanks after it', createPage, '03/14/2025', ' 03/14/2025 '],
  [
    'front matter that is no YAML',
    createPage,
    'title: "Create sampleDrawer"',
    'title: "Create sampleDrawer" | and more',
  ],
  ['text in bold and breaks in a cell', createPage, '|label|', '|<br/>**label**|'],
  ['a second example further down', createPage, '## Example', '### Notes\n``` json\n[\n```\n\n## Example'],
  ['a row without a description', handlePage, '|shape|String|Round or not.|', '|shape|String|'],
  ['a rule between sections', createPage, '## Response\n', '---\n\n## Response\n\n---\n\n'],
  ['a list before the permissions', createPage, 'What a caller needs.\n', '* What\n* a caller needs.\n'],
  [
    'an include that is about something else',
    createPage,
    '[!INCLUDE',
    '[!INCLUDE [beta](../../includes/beta-disclaimer.md)]\n\n[!INCLUDE',
  ],
  ['a header of another case', createPage, 'Content-length', 'CONTENT-LENGTH'],
  ['blanks around a request line', createPage, /(POST \/device.*\n)/, '  $1\n'],
];

/** Changes of rendered text after which it promises the same as before. */
const renderedReadings: readonly [title: string, page: string, from: string | RegExp, to: string][] = [
  ['a heading within prose', asText(drawerPage), 'A drawer of', 'A drawer has\nProperties\nand is part of'],
  ['a heading that prose begins with', asText(drawerPage), 'A drawer of', 'Properties\nof a drawer of'],
  ['a heading that prose ends with', asText(drawerPage), 'A drawer of a sample cabinet.', 'A drawer has\nProperties'],
  ['a heading of examples elsewhere', asText(createPage), 'What a caller needs.', 'Request'],
  ['a heading of pages in an example', asText(createPage), '\nRequest\n', '\nRequest\n\nMembers\n'],
  ['a sentence on two lines', asText(createPage), 'method returns a 201', 'method returns\na 201'],
  ['a property without a description', asText(handlePage), 'shape String Round or not.', 'shape String'],
  [
    'a collection without a description',
    asText(drawerPage),
    'tags String collection Words to find it by.',
    'tags String collection',
  ],
  ['a description about collections', asText(handlePage), 'shape String Round', 'shape String collections are round'],
  ['a member without a description', asText(colourPage), 'red 0 Like a brick.', 'red 0'],
];

/** Changes of pages that promise something else, and where that shows. */
const otherReadings: readonly [
  title: string,
  changes: [page: string, from: string | RegExp, to: string][],
  name: string,
  path: string[],
  value: unknown,
][] = [
  [
    'an enum without the evolvable sentinel is closed',
    [[colourPage, /\|unknown.*\n/, '']],
    'sampleColour',
    ['enum'],
    ['red', 'green'],
  ],
  [
    'the number of a member may be negative',
    [[colourPage, '|red|0|', '|red|-1|']],
    'sampleColour',
    ['members', 'red'],
    -1,
  ],
  [
    'a relationship may lead to a single entity',
    [
      [drawerPage, ') collection|The', ')|The'],
      [deletePage, 'neighbours/{sampleDrawerId}', 'neighbours'],
    ],
    'sampleDrawer',
    ['navigation', 'neighbours', 'collection'],
    false,
  ],
  [
    'a date in another form is none',
    [[createPage, '03/14/2025', '2025-03-14']],
    'sampleDrawer/create',
    ['source', 'date'],
    undefined,
  ],
  [
    'query options are documented by their section',
    [[listPage, '## Optional query parameters', '## Options']],
    'sampleDrawer/list',
    ['request', 'queryOptions'],
    false,
  ],
  ...(
    [
      ['a String', { kind: 'value', schema: { type: 'string' } }],
      ['an Int32', { kind: 'value', schema: { type: 'integer', format: 'Edm.Int32' } }],
      ['a Boolean collection', { kind: 'value', schema: { type: 'array', items: { type: 'boolean' } } }],
      [
        'a collection of Guid objects',
        { kind: 'value', schema: { type: 'array', items: { type: 'string', format: 'Edm.Guid' } } },
      ],
      [
        'a [word](../resources/demo-sample-samplecolour.md)',
        { kind: 'value', schema: { $ref: '../sampleColour/schema.json' } },
      ],
    ] as const
  ).map(
    ([words, body]) =>
      [
        `an action may return ${words}`,
        [[paintPage, /a \[sampleColour\]\(\S+ collection in/, `${words} in`]],
        'sampleDrawer/paint',
        ['response', 'body'],
        body,
      ] as [string, [string, RegExp, string][], string, string[], unknown],
  ),
  [
    'a function may be documented like an action',
    [[paintPage, 'this action returns', 'this function returns']],
    'sampleDrawer/paint',
    ['response', 'status'],
    200,
  ],
  [
    'an action may return entities',
    [
      [
        paintPage,
        '[sampleColour](../resources/demo-sample-samplecolour.md) collection in',
        '[sampleHandle](../resources/demo-sample-samplehandle.md) collection in',
      ],
      [paintPage, /\[\n {4}"red",\n {4}"green"\n {2}\]/, '[{ "shape": "flat" }]'],
    ],
    'sampleDrawer/paint',
    ['response', 'body'],
    { kind: 'collection', type: 'sampleHandle' },
  ],
  [
    'a wrapped example that is the promised collection stays as it is',
    [],
    'sampleDrawer/list',
    ['response', 'exampleWrapped'],
    undefined,
  ],
];

test.describe('how pages are read', () => {
  const changed = (page: string, from: string | RegExp, to: string, text: string, name: string): string => {
    if (name !== page) return text;
    expect(text.replace(from, to)).not.toBe(text);
    return text.replace(from, to);
  };

  for (const [title, page, from, to] of sameReadings) {
    test(`${title} promises the same`, () => {
      const compiled = contractsOf(compilePages(edition, (text, name) => changed(page, from, to, text, name)));
      expect(promisesOf(compiled)).toStrictEqual({ types, requests });
    });
  }

  for (const [title, changes, name, path, value] of otherReadings) {
    test(title, () => {
      const compiled = contractsOf(
        compilePages(edition, (text, file) =>
          changes.reduce((now, [page, from, to]) => changed(page, from, to, now, file), text),
        ),
      );
      const contract = [...compiled.types, ...compiled.requests].find(
        (one) => ('id' in one ? one.id : one.title) === name,
      );
      if (value === undefined) expect(contract).not.toHaveProperty(path);
      else expect(contract).toHaveProperty(path, value);
    });
  }

  for (const [title, name, from, to] of renderedReadings) {
    test(`${title} in rendered text promises the same`, () => {
      const compiled = compilePages(renderedEdition, (text, file) => changed(name, from, to, text, file));
      expect(promisesOf(contractsOf(compiled))).toStrictEqual(promisesOf(contractsOf(compilePages(renderedEdition))));
    });
  }

  test('blank lines around rendered text, none at all, and blanks at line ends promise the same', () => {
    const expected = promisesOf(contractsOf(compilePages(renderedEdition)));
    const wide = compilePages(renderedEdition, (text) => `\n\n${text.replaceAll('\n', ' \n')}\n\n`);
    expect(promisesOf(contractsOf(wide))).toStrictEqual(expected);
    const narrow = compilePages(renderedEdition, (text) => text.trim());
    expect(promisesOf(contractsOf(narrow))).toStrictEqual(expected);
  });

  test('a type may inherit from one that inherits', () => {
    const safe = (pages[lockedPage] ?? '')
      .replaceAll('sampleLockedDrawer', 'sampleSafe')
      .replace(
        'Inherits from [sampleDrawer](../resources/demo-sample-sampledrawer.md)',
        'Inherits from [sampleLockedDrawer](../resources/demo-sample-samplelockeddrawer.md)',
      )
      .replace(
        'Whether it can be opened.|',
        'Whether it can be opened. Inherited from [sampleLockedDrawer](x.md)|\n|weight|Double|How heavy.|',
      )
      .replace('"isLocked": true', '"isLocked": true,\n  "weight": 4.2');
    const files = [
      { file: 'demo-sample-samplesafe.md', text: safe },
      ...edition.map((file) => ({ file, text: pages[file] ?? '' })),
    ];
    expect(contractsOf(compileFiles(files)).types[0]).toMatchObject({
      baseType: 'sampleLockedDrawer',
      required: ['weight'],
    });
  });

  test('a type that is among its own ancestors is refused', () => {
    const own = (pages[lockedPage] ?? '').replace(
      'Inherits from [sampleDrawer](../resources/demo-sample-sampledrawer.md)',
      'Inherits from [sampleLockedDrawer](../resources/demo-sample-samplelockeddrawer.md)',
    );
    const compiled = compilePages(edition, (text, name) => (name === lockedPage ? own : text));
    expect(diagnosticsOf(compiled).join('\n')).toContain('sampleLockedDrawer, which inherits from itself');
  });

  test('a member may have any name', () => {
    const text = (pages[colourPage] ?? '').replace('|green|', '|constructor|');
    const [schema] = contractsOf(compileFiles([{ file: colourPage, text }])).types;
    expect(schema).toHaveProperty('members', { red: 0, constructor: 1, unknownFutureValue: 2 });
  });
});
