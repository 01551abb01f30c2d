import { expect, test } from '@playwright/test';
import { compilePages, edition } from '../../fixtures/pages.ts';
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
