import { expect, test } from '@playwright/test';
import { differences } from '../../../src/compile/difference.ts';
import type { RequestContract } from '../../../src/model/requestContract.ts';
import type { EnumSchema, PropertySchema, StructuredSchema, TypeSchema } from '../../../src/model/typeSchema.ts';
import { readJson } from '../../../src/value/json.ts';

const source = { page: 'demo', url: 'https://example.org/demo', sha256: '' };
const form = { $schema: '', $id: '', source } as const;

const shelf = (part: Partial<StructuredSchema>): StructuredSchema => ({
  ...form,
  title: 'shelf',
  kind: 'entity',
  type: 'object',
  properties: {},
  required: [],
  ...part,
});
const wood = (part: Partial<EnumSchema>): EnumSchema => ({
  ...form,
  title: 'wood',
  kind: 'enum',
  type: 'string',
  members: { oak: 0, ash: 1 },
  ...part,
});
const property = (schema: PropertySchema): StructuredSchema => shelf({ properties: { made: schema } });
const ref = { $ref: '../wood/schema.json' };

const request = (
  part: Partial<RequestContract['request']>,
  response: Partial<RequestContract['response']> = {},
  stated: Partial<RequestContract> = {},
): RequestContract => ({
  $schema: '',
  id: 'shelf/create',
  title: 'Create shelf',
  source,
  ...stated,
  request: { method: 'POST', paths: ['/shelves'], queryOptions: false, ...part },
  response: { status: 201, ...response },
});

const typeChanges: readonly [what: string, before: TypeSchema, after: TypeSchema, ...said: string[]][] = [
  ['where it was read', shelf({}), shelf({ source: { ...source, sha256: 'other', date: '2025-01-01' } })],
  ['the order of members', wood({}), wood({ members: { ash: 1, oak: 0 } })],
  ['a member more', wood({}), wood({ members: { oak: 0, ash: 1, elm: 2 } }), 'wood gains 1 member (elm)'],
  ['members less', wood({}), wood({ members: {} }), 'wood loses 2 members (oak, ash)'],
  [
    'other members',
    wood({}),
    wood({ members: { elm: 2, fir: 3, ash: 1 } }),
    'wood gains 2 members (elm, fir)',
    'wood loses 1 member (oak)',
  ],
  [
    'the number of a member',
    wood({}),
    wood({ members: { oak: 0, ash: 3 } }),
    'wood: the value of ash changes from 1 to 3',
  ],
  [
    'an enum that closes',
    wood({}),
    wood({ enum: ['oak', 'ash'] }),
    'wood: open to unknown members changes from true to false',
  ],
  ['an enum in place of a type', shelf({ title: 'wood' }), wood({}), 'wood changes from entity to enum'],
  ['a type in place of an enum', wood({}), shelf({ title: 'wood' }), 'wood changes from enum to entity'],
  ['the kind', shelf({}), shelf({ kind: 'complex' }), 'shelf: kind changes from entity to complex'],
  ['the key', shelf({ key: 'id' }), shelf({}), 'shelf: key changes from id to nothing'],
  ['the parent', shelf({}), shelf({ baseType: 'board' }), 'shelf: parent type changes from nothing to board'],
  ['a property more', shelf({}), property({ type: 'string' }), 'shelf gains `made`: String'],
  ['a property less', property({ type: 'string' }), shelf({}), 'shelf loses `made`'],
  ['why a property may be null', property({ type: 'string', $comment: 'one' }), property({ type: 'string' })],
  [
    'a property that may be null',
    property({ type: 'string' }),
    property({ type: ['string', 'null'] }),
    'shelf: `made` changes from String to String or null',
  ],
  [
    'the type of a property',
    property({ type: 'boolean' }),
    property({ type: 'integer', format: 'Edm.Int32' }),
    'shelf: `made` changes from Boolean to Int32',
  ],
  [
    'a Boolean that may be null',
    property({ type: ['boolean', 'null'] }),
    property({ type: ['string', 'null'], format: 'Edm.Guid' }),
    'shelf: `made` changes from Boolean or null to Guid or null',
  ],
  [
    'a property of another type',
    property(ref),
    property({ anyOf: [ref, { type: 'null' }] }),
    'shelf: `made` changes from wood to wood or null',
  ],
  [
    'a collection',
    property({ type: 'array', items: ref }),
    property({ type: ['array', 'null'], items: { type: 'string' } }),
    'shelf: `made` changes from wood collection to String collection or null',
  ],
  [
    'a relationship more',
    shelf({}),
    shelf({ navigation: { boards: { type: 'board', collection: true } } }),
    'shelf gains relationship `boards`: board collection',
  ],
  [
    'another relationship',
    shelf({ navigation: { boards: { type: 'board', collection: true } } }),
    shelf({ navigation: { boards: { type: 'board', collection: false } } }),
    'shelf: relationship `boards` changes from board collection to board',
  ],
  [
    'a relationship less',
    shelf({ navigation: { wall: { type: 'wall', collection: false } } }),
    shelf({}),
    'shelf loses relationship `wall`',
  ],
];

const sample = '{ "label": "Screws", "size": { "depth": 12 } }';
const parameters = (schema: PropertySchema): Partial<RequestContract['request']> => ({
  body: { kind: 'parameters', properties: { made: schema } },
});
const value = (schema: PropertySchema): Partial<RequestContract['response']> => ({ body: { kind: 'value', schema } });
const permissions = { delegated: ['Read.All'], application: [] };

const requestChanges: readonly [what: string, before: RequestContract, after: RequestContract, ...said: string[]][] = [
  [
    'the title',
    request({}),
    request({}, {}, { title: 'make action' }),
    'shelf/create: title changes from Create shelf to make action',
  ],
  ['the method', request({}), request({ method: 'PUT' }), 'shelf/create: method changes from POST to PUT'],
  [
    'the paths',
    request({ paths: ['/shelves', '/boards'] }),
    request({ paths: ['/walls', '/boards'], method: 'PUT' }),
    'shelf/create: method changes from POST to PUT',
    'shelf/create gains PUT /walls',
    'shelf/create loses POST /shelves',
  ],
  [
    'the permissions',
    request({}, {}, { permissions }),
    request({}, {}, { permissions: { ...permissions, application: ['Read.All'] } }),
    'shelf/create: permissions changes from {"delegated":["Read.All"],"application":[]} to {"delegated":["Read.All"],"application":["Read.All"]}',
  ],
  ['permissions that the page does not state', request({}, {}, { permissions }), request({})],
  [
    'the clouds',
    request({}),
    request({}, {}, { clouds: ['global'] }),
    'shelf/create: national clouds changes from nothing to ["global"]',
  ],
  ['clouds that the page does not state', request({}, {}, { clouds: ['global'] }), request({})],
  [
    'query options',
    request({}),
    request({ queryOptions: true }),
    'shelf/create: OData query options changes from false to true',
  ],
  [
    'the request body',
    request({ body: { kind: 'entity', type: 'shelf' } }),
    request({}),
    'shelf/create: request body changes from {"kind":"entity","type":"shelf"} to nothing',
  ],
  [
    'why a parameter may be null',
    request(parameters({ type: 'string', $comment: 'one' })),
    request(parameters({ type: 'string', $comment: 'other' })),
  ],
  [
    'a parameter',
    request(parameters({ type: 'string', $comment: 'one' })),
    request(parameters({ type: 'boolean', $comment: 'one' })),
    'shelf/create: request body changes from {"kind":"parameters","properties":{"made":{"type":"string"}}} to {"kind":"parameters","properties":{"made":{"type":"boolean"}}}',
  ],
  [
    'the example request',
    request({}),
    request({ example: readJson(sample) }),
    'shelf/create: example request changes from nothing to {"label":"Screws","size":{"depth":12}}',
  ],
  [
    'examples read in another way',
    request({ example: JSON.parse(sample) }, { example: readJson(sample) }),
    request({ example: readJson(sample) }, { example: JSON.parse(sample) }),
  ],
  ['the status', request({}), request({}, { status: 200 }), 'shelf/create: status changes from 201 to 200'],
  [
    'the response body',
    request({}, value({ type: 'string' })),
    request({}, value({ type: 'boolean' })),
    'shelf/create: response body changes from {"kind":"value","schema":{"type":"string"}} to {"kind":"value","schema":{"type":"boolean"}}',
  ],
  [
    'the example response',
    request({}, { example: [1] }),
    request({}, { example: [2] }),
    'shelf/create: example response changes from [1] to [2]',
  ],
  [
    'the wrapping of the example',
    request({}, { exampleWrapped: true }),
    request({}),
    'shelf/create: wrapping of the example changes from true to nothing',
  ],
];

test.describe('what pages promise differently is told, a sentence per promise', () => {
  for (const [what, before, after, ...said] of typeChanges) {
    test(`of types: ${what}`, () => {
      const known = { types: [before], requests: [] };
      expect(differences(known, { types: [after], requests: [] }, true)).toEqual(said);
      expect(differences(known, known, true)).toEqual([]);
    });
  }

  for (const [what, before, after, ...said] of requestChanges) {
    test(`of requests: ${what}`, () => {
      const known = { types: [], requests: [before] };
      expect(differences(known, { types: [], requests: [after] }, true)).toEqual(said);
      expect(differences(known, known, true)).toEqual([]);
    });
  }

  test('types and requests that are new or gone; gone ones only where the pages are a whole edition', () => {
    const committed = { types: [shelf({}), wood({})], requests: [request({}, {}, { id: 'shelf/get' })] };
    const compiled = { types: [wood({}), shelf({ title: 'board' })], requests: [request({})] };
    const added = ['board is a new type', 'shelf/create is a new request'];
    expect(differences(committed, compiled, false)).toEqual(added);
    expect(differences(committed, compiled, true)).toEqual([
      'board is a new type',
      'shelf is no longer documented',
      'shelf/create is a new request',
      'shelf/get is no longer documented',
    ]);
  });
});
