import { expect, test } from '@playwright/test';
import { api } from '../../fixtures/api.ts';
import { inspect } from '../../src/contract/instance.ts';
import { type JsonObject, type JsonValue, readJson, writeJson } from '../../src/contract/json.ts';
import { segmentsOf, walk } from '../../src/contract/path.ts';
import { differenceOf, differenceOfInstances, sameInstant } from '../../src/contract/same.ts';
import { makeInstance, variantCount } from '../../src/contract/value.ts';

const { types, container } = api;
const { model } = types;
const operation = {
  '@odata.type': '#microsoft.graph.groupPolicyOperation',
  operationType: 'upload',
  operationStatus: 'success',
  statusDetails: null,
  id: 'any text',
  lastModifiedDateTime: '2024-02-29T00:00:00.1234567Z',
};

test.describe('an instance', () => {
  test('without fault has no flaw, whatever annotations and properties it has besides', () => {
    expect(
      inspect(types, 'groupPolicyOperation', {
        ...operation,
        '@odata.etag': 'x',
        'id@odata.type': '#String',
        later: [1],
      }),
    ).toEqual([]);
  });

  const flawed: readonly [title: string, change: object, flaw: Record<string, unknown>][] = [
    ['lacks a property', { id: undefined }, { kind: 'returned', property: 'id', pointer: '/id' }],
    [
      'has a value of another type',
      { statusDetails: 7 },
      { kind: 'type', pointer: '/statusDetails', received: '7 is integer, not string or null' },
    ],
    [
      'has null where there is none',
      { operationType: null },
      { kind: 'type', received: 'null', expected: 'groupPolicyOperationType' },
    ],
    [
      'has a value that is no member',
      { operationStatus: 'queued' },
      { kind: 'type', received: '"queued" is none of unknown, inProgress, success, failed' },
    ],
    [
      'has a moment of wrong form',
      { lastModifiedDateTime: '2024-02-30T00:00:00Z' },
      { kind: 'type', received: '"2024-02-30T00:00:00Z": day 30 in February 2024 does not exist' },
    ],
    [
      'names another type',
      { '@odata.type': '#microsoft.graph.groupPolicyCategory' },
      {
        kind: 'odata.type',
        property: '@odata.type',
        pointer: '/@odata.type',
        expected: '#microsoft.graph.groupPolicyOperation',
        received: '"#microsoft.graph.groupPolicyCategory"',
        value: '#microsoft.graph.groupPolicyCategory',
      },
    ],
    [
      'names its type in a list',
      { '@odata.type': ['#microsoft.graph.groupPolicyOperation'] },
      { kind: 'odata.type', received: 'array' },
    ],
    ['names its type by something else than text', { '@odata.type': 5 }, { kind: 'odata.type', received: 'integer' }],
  ];
  for (const [title, change, flaw] of flawed) {
    test(title, () => {
      const instance = readJson(JSON.stringify({ ...operation, ...change }));
      expect(inspect(types, 'groupPolicyOperation', instance as typeof operation)).toEqual([
        expect.objectContaining(flaw),
      ]);
    });
  }

  test('at a polymorphic position is judged by the type it names, never by its shape', () => {
    const assignment = (target: object): ReturnType<typeof inspect> =>
      inspect(types, 'groupPolicyConfigurationAssignment', {
        id: 'a',
        lastModifiedDateTime: '2024-01-01T00:00:00Z',
        target: {
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: 'none',
          ...target,
        },
      });
    expect(assignment({})).toEqual([]);
    expect(assignment({ '@odata.type': 'microsoft.graph.groupAssignmentTarget', groupId: 'g' })).toEqual([]);
    expect(assignment({ '@odata.type': '#microsoft.graph.groupAssignmentTarget' })).toEqual([
      expect.objectContaining({ kind: 'returned', property: 'target/groupId', pointer: '/target/groupId' }),
    ]);
    expect(assignment({ '@odata.type': '#microsoft.graph.keyValuePair' })).toEqual([
      expect.objectContaining({ kind: 'odata.type' }),
    ]);
  });

  test('of a type that others are derived from may name one of them', () => {
    expect(inspect(types, 'groupPolicyDefinitionFile', { '@odata.type': '#x' })).toEqual([
      expect.objectContaining({ expected: '#microsoft.graph.groupPolicyDefinitionFile or a type derived from it' }),
    ]);
  });

  test('has arrays where collections are due, and objects where complex values are', () => {
    const assignment = { id: 'a', lastModifiedDateTime: '2024-01-01T00:00:00Z', target: 7 };
    expect(inspect(types, 'groupPolicyConfigurationAssignment', assignment)).toEqual([
      {
        kind: 'type',
        property: 'target',
        pointer: '/target',
        expected: 'deviceAndAppManagementAssignmentTarget',
        received: 'integer, not object',
        value: 7,
      },
    ]);
    const value = { id: 'a', createdDateTime: '2024-01-01T00:00:00Z', lastModifiedDateTime: '2024-01-01T00:00:00Z' };
    expect(inspect(types, 'groupPolicyPresentationValueMultiText', { ...value, values: 'x' })).toEqual([
      {
        kind: 'type',
        property: 'values',
        pointer: '/values',
        expected: 'Collection(Edm.String)',
        received: 'string, not array',
        value: 'x',
      },
    ]);
    expect(inspect(types, 'groupPolicyPresentationValueMultiText', { ...value, values: ['x', 7] })).toEqual([
      {
        kind: 'type',
        property: 'values',
        pointer: '/values/1',
        expected: 'Collection(Edm.String)',
        received: '7 is integer, not string',
        value: 7,
      },
    ]);
  });

  test('with an Int64 beyond 2^53 is judged by its digits', () => {
    const value = (digits: string): unknown[] =>
      inspect(
        types,
        'groupPolicyPresentationValueLongDecimal',
        readJson(
          `{"id":"a","createdDateTime":"2024-01-01T00:00:00Z","lastModifiedDateTime":"2024-01-01T00:00:00Z","value":${digits}}`,
        ) as typeof operation,
      );
    expect(value('9223372036854775807')).toEqual([]);
    expect(value('9223372036854775808')).toHaveLength(1);
    expect(value('"1024"')).toHaveLength(1);
  });
});

test.describe('a path', () => {
  const end = (path: string): unknown => {
    const steps = walk(container, segmentsOf(path));
    return Array.isArray(steps) ? steps.at(-1) : steps;
  };
  const last: readonly [path: string, step: Record<string, unknown>][] = [
    ['/deviceManagement/groupPolicyCategories', { kind: 'set', type: 'groupPolicyCategory' }],
    ["/deviceManagement/groupPolicyCategories('it''s')", { kind: 'key', name: "it's", type: 'groupPolicyCategory' }],
    [
      '/deviceManagement/groupPolicyCategories/1/parent/parent/children/2',
      { kind: 'key', type: 'groupPolicyCategory' },
    ],
    ['/deviceManagement/groupPolicyMigrationReports/createMigrationReport', { kind: 'action' }],
    ['/deviceManagement/groupPolicyMigrationReports/1', { kind: 'key' }],
    ['/deviceManagement/groupPolicyConfigurations/1/assign', { kind: 'action', type: 'groupPolicyConfiguration' }],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/microsoft.graph.groupPolicyUploadedDefinitionFile/groupPolicyOperations',
      { kind: 'collection', type: 'groupPolicyOperation' },
    ],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/groupPolicyOperations',
      { segment: 'groupPolicyOperations', at: 3 },
    ],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/microsoft.graph.groupPolicyCategory',
      { segment: 'microsoft.graph.groupPolicyCategory' },
    ],
    ['/deviceManagement/nothing', { segment: 'nothing', at: 1 }],
    ['/deviceManagement/groupPolicyConfigurations/1/assign/more', { expected: 'the end of the path' }],
    ['/deviceManagement/groupPolicyConfigurations/1/toString', { segment: 'toString' }],
    ['/users', { expected: 'deviceManagement' }],
  ];
  for (const [path, step] of last) {
    test(path, () => expect(end(path)).toMatchObject(step));
  }
});

test('a relationship has a partner where the pages leave no doubt', () => {
  expect(model.partner('groupPolicyCategory', 'parent')).toBe('children');
  expect(model.partner('groupPolicyUploadedDefinition', 'presentations')).toBe('definition');
  expect(model.partner('groupPolicyDefinition', 'nextVersionDefinition')).toBe('previousVersionDefinition');
  expect(model.partner('groupPolicyPresentationValue', 'presentation')).toBeUndefined();
});

test.describe('two values are the same', () => {
  const primitive = (name: string): Parameters<typeof differenceOf>[1] => ({
    kind: 'primitive',
    name,
    collection: false,
    nullable: true,
  });
  const same: readonly [type: string, one: string | null, other: string | null, isSame: boolean][] = [
    ['Guid', '0A1B2C3D-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000001', true],
    ['Guid', '0a1b2c3d-0000-4000-8000-000000000001', '0A1B2C3D-0000-4000-8000-000000000001', true],
    ['Guid', '0a1b2c3d-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000002', false],
    ['Binary', '-_8=', '+/8', true],
    ['Binary', 'Zg==', 'Zw==', false],
    ['DateTimeOffset', '2024-01-01T00:00:00.1234567Z', '2024-01-01T01:00:00.1234567+01:00', true],
    ['DateTimeOffset', '2024-01-01T00:00:00.1234567Z', '2024-01-01T00:00:00.123Z', true],
    ['DateTimeOffset', '2024-01-01T00:00:00.1234567Z', '2024-01-01T00:00:00.1234568Z', false],
    ['DateTimeOffset', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.5Z', true],
    ['DateTimeOffset', '2024-01-01T00:00:02Z', '2024-01-01T00:00:01Z', false],
    ['String', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.0Z', false],
    ['String', null, '', false],
    ['String', 'a', 'A', false],
    ['String', '\u00e5', 'a\u030a', false],
    ['String', '', null, false],
    ['String', null, null, true],
  ];
  for (const [type, one, other, isSame] of same) {
    test(`${type} ${JSON.stringify(one)} ${isSame ? 'is' : 'is not'} ${JSON.stringify(other)}`, () => {
      expect(differenceOf(types, primitive(type), one, other, '') === undefined).toBe(isSame);
    });
  }

  test('a text and what is none never', () => {
    for (const name of ['Guid', 'Binary', 'DateTimeOffset', 'String']) {
      expect(differenceOf(types, primitive(name), '1', 1, ''), name).toBeDefined();
      expect(differenceOf(types, primitive(name), 1, '1', ''), name).toBeDefined();
    }
    expect(differenceOf(types, primitive('Guid'), 1, 1, '')).toBeUndefined();
  });

  test('collections in any order, but with the same items', () => {
    const texts = { ...primitive('String'), collection: true };
    expect(differenceOf(types, texts, ['a', 'b', 'a'], ['a', 'a', 'b'], '')).toBeUndefined();
    expect(differenceOf(types, texts, ['a', 'b', 'a'], ['a', 'b', 'b'], '')).toBeDefined();
    expect(differenceOf(types, texts, [], null, '')).toBeDefined();
    expect(differenceOf(types, texts, [], undefined, '/x')).toEqual({ pointer: '/x', expected: [] });
    expect(differenceOf(types, texts, ['a'], ['a', 'b'], '')).toBeDefined();
    expect(differenceOf(types, texts, ['a'], 'a', '')).toBeDefined();
    expect(differenceOf(types, texts, 'a', ['a'], '')).toBeDefined();
    const ids = { ...primitive('Guid'), collection: true };
    expect(differenceOf(types, ids, ['A', 'b'], ['B', 'a'], '')).toBeUndefined();
    const targets = { kind: 'complex', name: 'groupAssignmentTarget', collection: true, nullable: true } as const;
    expect(differenceOf(types, targets, [{ groupId: 'a' }], [{ groupId: 'a', later: 1 }], '')).toBeUndefined();
    const operations = { kind: 'entity', name: 'groupPolicyOperation', collection: true, nullable: true } as const;
    expect(differenceOf(types, operations, [{ id: 'a' }], [{ id: 'a', later: 1 }], '')).toBeUndefined();
  });

  test('instances in what the first one has', () => {
    expect(differenceOfInstances(types, 'groupPolicyOperation', { id: 'a' }, { id: 'a', later: 1 })).toBeUndefined();
    expect(differenceOfInstances(types, 'groupPolicyOperation', { id: 'a' }, { id: 'b' })).toMatchObject({
      pointer: '/id',
    });
    expect(
      differenceOfInstances(
        types,
        'groupPolicyPresentation',
        { '@odata.type': '#microsoft.graph.groupPolicyPresentationText' },
        {},
      ),
    ).toMatchObject({ pointer: '/@odata.type' });
  });

  test('not where either is of no type that fits', () => {
    const strange = { '@odata.type': '#x' };
    const compared = (one: JsonObject, other: JsonObject): unknown =>
      differenceOfInstances(types, 'groupPolicyOperation', one, other, '/value/0');
    expect(compared(strange, {})).toEqual({ pointer: '/value/0/@odata.type', expected: '#x' });
    expect(compared({}, strange)).toEqual({ pointer: '/value/0/@odata.type', received: '#x' });
    expect(compared(strange, strange)).toBeDefined();
  });

  test('complex values in what the first one has', () => {
    const target: Parameters<typeof differenceOf>[1] = {
      kind: 'complex',
      name: 'groupAssignmentTarget',
      collection: false,
      nullable: true,
    };
    const compared = (one: JsonValue, other: JsonValue): unknown => differenceOf(types, target, one, other, '/target');
    expect(compared({ groupId: 'a' }, { groupId: 'a', later: 1 })).toBeUndefined();
    expect(compared({ groupId: 'a' }, { groupId: 'b' })).toEqual({
      pointer: '/target/groupId',
      expected: 'a',
      received: 'b',
    });
    expect(compared({ groupId: 'a' }, 'a')).toEqual({ pointer: '/target', expected: { groupId: 'a' }, received: 'a' });
    expect(compared('a', { groupId: 'a' })).toEqual({ pointer: '/target', expected: 'a', received: { groupId: 'a' } });
  });

  test('texts that are no instants by their signs', () => {
    expect(sameInstant('x', 'x')).toBe(true);
    expect(sameInstant('x', 'y')).toBe(false);
    expect(sameInstant('2024-01-01T00:00:00Z', 'x')).toBe(false);
  });

  test('instants up to the digits that are written', () => {
    expect(sameInstant('2024-01-01T00:00:00.9999999Z', '2024-01-01T00:00:00Z')).toBe(true);
    expect(sameInstant('2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z')).toBe(false);
    expect(sameInstant('2024-01-01T00:00Z', '2024-01-01T00:00:59.9999999Z')).toBe(true);
    expect(sameInstant('2024-01-01t01:00+01:00', '2024-01-01T00:00:01.5Z')).toBe(true);
    expect(sameInstant('2024-01-01T00:00Z', '2024-01-01T00:01:00Z')).toBe(false);
    expect(sameInstant('2024-01-01T00:00Z', '2023-12-31T23:59:00Z')).toBe(false);
    expect(sameInstant('2024-01-01T00:00:00+01:00', '2023-12-31T23:00:01Z')).toBe(false);
    expect(sameInstant('2024-01-01T00:00:00.000000000001Z', '2024-01-01T00:00:00.000000000002Z')).toBe(false);
  });
});

/** What servers do to texts, each of which some text that is sent has to show. */
const alterations: Readonly<Record<string, (text: string) => JsonValue>> = {
  'trims at the beginning': (text) => text.trimStart(),
  'trims at the end': (text) => text.trimEnd(),
  'makes two blanks one': (text) => text.replaceAll(/\b {2}/g, ' '),
  'writes LF for CRLF': (text) => text.replaceAll('\r\n', '\n'),
  'writes CRLF for LF': (text) => text.replaceAll(/(?<!\r)\n/g, '\r\n'),
  'writes a blank for a tab': (text) => text.replaceAll('\t', ' '),
  'loses control characters': (text) => text.replaceAll('\u0001', ''),
  'writes a blank for one that does not break': (text) => text.replaceAll('\u00a0', ' '),
  'writes a blank for a narrow one': (text) => text.replaceAll('\u202f', ' '),
  'loses what has no width': (text) => text.replaceAll('\u200b', ''),
  'loses line separators': (text) => text.replaceAll('\u2028', ''),
  'composes letters': (text) => text.normalize('NFC'),
  'decomposes letters': (text) => text.normalize('NFD'),
  'knows no letters but ASCII': (text) => text.replaceAll(/[^\0-~]/g, '?'),
  'knows 16 bits only': (text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?'),
  'escapes markup': (text) => text.replaceAll('<', '&lt;'),
  'reads entities': (text) => text.replaceAll('&amp;', '&'),
  'loses elements': (text) => text.replaceAll(/<[^>]*>/g, ''),
  'takes plus for a blank': (text) => text.replaceAll('+', ' '),
  'decodes percent': (text) => text.replaceAll(/%41/g, 'A'),
  'cuts at a slash': (text) => text.split('/')[0] ?? '',
  'cuts at a hash': (text) => text.split('#')[0] ?? '',
  'loses dollars': (text) => text.replaceAll('$', ''),
  'fills templates': (text) => text.replaceAll(/ \{\w+\}/g, ''),
  'loses backslashes': (text) => text.replaceAll('\\', ''),
  'loses quotes': (text) => text.replaceAll('"', ''),
  'loses single quotes': (text) => text.replaceAll("'", ''),
  'cuts at 255': (text) => text.slice(0, 255),
  'cuts at 1000': (text) => text.slice(0, 1000),
  'cuts content at 64 K': (text) => text.slice(0, 65536),
  'takes "null" for null': (text) => (text === 'null' ? null : text),
  'takes "true" for true': (text) => (text === 'true' ? true : text),
  'takes digits for a number': (text) => (/^\d+$/.test(text) ? Number(text) : text),
  'takes an exponent for a number': (text) => (/^\d+e\d+$/.test(text) ? Number(text) : text),
  'takes an empty text for null': (text) => (text === '' ? null : text),
};

test.describe('the values that are sent', () => {
  const maker = { types, seed: 'a seed' };
  const made = (type: string, variant: number, owner = 'case'): object =>
    makeInstance(maker, model.structured(type), owner, variant);

  const sentTo = (name: string, property: string): unknown[] => {
    const type = model.structured(name);
    return Array.from(
      { length: variantCount(types, type) },
      (_none, index) => makeInstance(maker, type, 'case', index + 1)[property],
    );
  };

  test('are the same for the same seed, owner and variant, and others for another', () => {
    expect(made('groupPolicyDefinition', 3)).toEqual(made('groupPolicyDefinition', 3));
    expect(made('groupPolicyDefinition', 0)).not.toEqual(made('groupPolicyDefinition', 0, 'another case'));
    expect(makeInstance({ types, seed: 'another' }, model.structured('groupPolicyDefinition'), 'case', 0)).not.toEqual(
      made('groupPolicyDefinition', 0),
    );
  });

  test('are valid, and over all variants show whatever can show a fault', () => {
    const type = model.structured('groupPolicyDefinition');
    const instances = Array.from({ length: variantCount(types, type) }, (_none, index) =>
      makeInstance(maker, type, 'case', index + 1),
    );
    for (const instance of instances) expect(inspect(types, type.name, instance)).toEqual([]);
    const of = (name: string): unknown[] => instances.map((instance) => instance[name]);
    expect(new Set(of('classType'))).toEqual(new Set(['user', 'machine']));
    expect(new Set(of('hasRelatedDefinitions'))).toEqual(new Set([true, false]));
    expect(of('explainText')).toEqual(expect.arrayContaining(['', '\n', null]));
    const texts = of('explainText').filter((text) => typeof text === 'string');
    expect(texts.some((text) => text.startsWith(' ') && text.endsWith(' '))).toBe(true);
    expect(texts.some((text) => text.normalize('NFC') !== text)).toBe(true);
    expect(texts.some((text) => /[<>&"]/.test(text))).toBe(true);
    expect(texts.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });

  for (const [altered, change] of Object.entries(alterations))
    test(`show that a server ${altered}`, () => {
      const values = sentTo('groupPolicyObjectFile', 'content');
      const texts = values.filter((value) => typeof value === 'string');
      expect(texts.filter((text) => change(text) !== text)).not.toEqual([]);
    });

  test('are valid for every type, with no collection that is null', () => {
    for (const type of model.names.flatMap((name) => (model.schema(name)?.kind === 'enum' ? [] : name))) {
      const { properties } = model.structured(type);
      for (let variant = 0; variant <= variantCount(types, model.structured(type)); variant += 1) {
        const instance = makeInstance(maker, model.structured(type), 'case', variant);
        expect(inspect(types, type, { id: '1', ...instance }), type).toEqual([]);
        for (const { name } of properties.filter((property) => property.type.collection))
          expect(instance[name], `${type}/${name}`).toBeInstanceOf(Array);
      }
    }
  });

  test('hold every choice of a property once, a plain text only at first', () => {
    const texts = sentTo('groupPolicyObjectFile', 'content');
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => typeof text === 'string' && text.startsWith('plain'))).toEqual([]);
    expect(texts.map((text) => (typeof text === 'string' ? text.length : 0))).toContain(70_000);
    const names = sentTo('groupPolicySettingMapping', 'settingName');
    expect(names).toContain(null);
    expect(names.map((name) => (typeof name === 'string' ? name.length : 0))).toContain(2000);
  });

  test('reach the ends of Int32, and go below zero', () => {
    expect(sentTo('groupPolicySettingMapping', 'mdmMinimumOSVersion')).toEqual(
      expect.arrayContaining([0, -32, 2147483647, -2147483648]),
    );
  });

  test('reach the ends of Int64', () => {
    const values = [1, 2, 3, 4].map(
      (variant) => (made('groupPolicyPresentationValueLongDecimal', variant) as { value: unknown }).value,
    );
    expect(values).toContain(9223372036854775807n);
    expect(values).toContain(9007199254740993n);
  });

  test('never name the member that only marks an enum as open', () => {
    const sent = Array.from(
      { length: 12 },
      (_none, variant) =>
        (made('groupPolicyConfiguration', variant) as { policyConfigurationIngestionType: unknown })
          .policyConfigurationIngestionType,
    );
    expect(sent).not.toContain('unknownFutureValue');
  });

  test('are never those of a documented example', () => {
    for (const { request } of api.requests) {
      if (request.body?.kind !== 'entity' || request.example === undefined) continue;
      const own = writeJson(makeInstance(maker, model.structured(request.body.type), 'case', 0));
      for (const text of JSON.stringify(request.example).match(/"[\w ]+ value"/g) ?? [])
        expect(own).not.toContain(text);
    }
  });
});
