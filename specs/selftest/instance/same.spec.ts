import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { differenceOf, differenceOfInstances, sameInstant } from '../../../src/instance/same.ts';
import type { JsonObject, JsonValue } from '../../../src/value/json.ts';

const { types } = api;

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
