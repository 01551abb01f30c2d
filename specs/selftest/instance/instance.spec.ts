import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { inspect } from '../../../src/instance/instance.ts';
import { readJson } from '../../../src/value/json.ts';

const { types } = api;
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
