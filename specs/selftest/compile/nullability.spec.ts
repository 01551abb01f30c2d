import { expect, test } from '@playwright/test';
import { byDefault } from '../../../fixtures/pagePromises.ts';
import { compileFiles, contractsOf, pages } from '../../../fixtures/pages.ts';
import { readNullability } from '../../../src/compile/type/nullability.ts';

const drawerPage = 'demo-sample-sampledrawer.md';
const colourPage = 'demo-sample-samplecolour.md';
const handlePage = 'demo-sample-samplehandle.md';

test('the published types say which properties may be null; else the kind of the property does', () => {
  const { package: name, nullable } = readNullability(
    'types 2.0.0',
    [
      'export interface Box {',
      '    lid?: NullableOption<Lid>;',
      '    size?: number;',
      '}',
      'interface Hidden {',
      '    lid?: NullableOption<Lid>;',
      '}',
      'export interface DeepBox extends Box {\r',
      '    note?: NullableOption<string>;\r',
      '    parts?: Part[];\r',
      '}\r',
    ].join('\n'),
  );
  expect(name).toBe('types 2.0.0');
  expect(Object.fromEntries(nullable)).toEqual({
    'box.lid': true,
    'box.size': false,
    'deepBox.note': true,
    'deepBox.parts': false,
  });
});

test('what the published types do not say: texts, complex values and collections may be null, all else may not', () => {
  const handle = '[sampleHandle](../resources/demo-sample-samplehandle.md)';
  const drawer = '[sampleDrawer](../resources/demo-sample-sampledrawer.md)';
  const named = ['Binary', 'Int32', 'Int32 collection', 'Guid', 'Date', 'Boolean', 'Double', handle, drawer];
  const text = (pages[handlePage] ?? '')
    .replace('|shape|String|Round or not.|', named.map((type, index) => `|p${index}|${type}|What.|`).join('\n'))
    .replace('"shape": "String"', named.map((_type, index) => `"p${index}": 0`).join());
  const others = [drawerPage, colourPage].map((file) => ({ file, text: pages[file] ?? '' }));
  const [schema] = contractsOf(compileFiles([{ file: handlePage, text }, ...others])).types;
  expect(schema).toHaveProperty('properties', {
    p0: { $comment: byDefault.yes, type: ['string', 'null'], format: 'Edm.Binary' },
    p1: { $comment: byDefault.no, type: 'integer', format: 'Edm.Int32' },
    p2: { $comment: byDefault.yes, type: ['array', 'null'], items: { type: 'integer', format: 'Edm.Int32' } },
    p3: { $comment: byDefault.no, type: 'string', format: 'Edm.Guid' },
    p4: { $comment: byDefault.no, type: 'string', format: 'Edm.Date' },
    p5: { $comment: byDefault.no, type: 'boolean' },
    p6: { $comment: byDefault.no, type: 'number', format: 'Edm.Double' },
    p7: { $comment: byDefault.yes, anyOf: [{ $ref: '../sampleHandle/schema.json' }, { type: 'null' }] },
    p8: { $comment: byDefault.no, $ref: '../sampleDrawer/schema.json' },
  });
});
