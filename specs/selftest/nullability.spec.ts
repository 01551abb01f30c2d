import { expect, test } from '@playwright/test';
import { compileFiles, contractsOf, pages } from '../../fixtures/pages.ts';
import { byDefault } from '../../fixtures/promises.ts';
import { readNullability } from '../../src/compiler/nullability.ts';

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

test('what the published types do not say: keys, numbers, dates, enums and Booleans are never null', () => {
  const rows = ['Binary', 'Int32', 'Guid', 'Date', 'Boolean', 'Double'].map((type) => `|a${type}|${type}|What.|`);
  const text = (pages[handlePage] ?? '')
    .replace('|shape|String|Round or not.|', rows.join('\n'))
    .replace(
      '"shape": "String"',
      ['Binary', 'Int32', 'Guid', 'Date', 'Boolean', 'Double'].map((type) => `"a${type}": 0`).join(),
    );
  const [schema] = contractsOf(compileFiles([{ file: handlePage, text }])).types;
  expect(schema).toHaveProperty('properties', {
    aBinary: { $comment: byDefault.yes, type: ['string', 'null'], format: 'Edm.Binary' },
    aInt32: { $comment: byDefault.no, type: 'integer', format: 'Edm.Int32' },
    aGuid: { $comment: byDefault.no, type: 'string', format: 'Edm.Guid' },
    aDate: { $comment: byDefault.no, type: 'string', format: 'Edm.Date' },
    aBoolean: { $comment: byDefault.no, type: 'boolean' },
    aDouble: { $comment: byDefault.no, type: 'number', format: 'Edm.Double' },
  });
});
