import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { driftIn } from '../../../src/judge/drift.ts';
import { describeDrift } from '../../../src/report/explain/message.ts';

const answered = (path: string, body: object, status = 200): Exchange => ({
  method: 'GET',
  path,
  headers: {},
  answer: { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) },
  milliseconds: 1,
});

const definitions = '/deviceManagement/groupPolicyDefinitions';

test('documented properties, annotations and relationships are no drift', () => {
  const body = { id: '1', '@odata.etag': 'x', 'id@what.ever': 1, displayName: 'x', classType: 'user', category: null };
  expect(driftIn(api, [answered(`${definitions}/1`, body)])).toEqual([]);
});

test('an undocumented property is told once, however often it shows', () => {
  const item = { id: '1', brandNew: true };
  const seen = [answered(`${definitions}?$top=2`, { value: [item, item] }), answered(`${definitions}/1`, item)];
  expect(driftIn(api, seen)).toEqual([{ type: 'groupPolicyDefinition', property: 'brandNew' }]);
});

test('so is an undocumented member of an enum, and what is in an expanded relationship or of a derived type', () => {
  const body = {
    id: '1',
    classType: 'robot',
    presentations: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationText', id: '2', tint: 'red' }],
  };
  const drift = driftIn(api, [answered(`${definitions}/1?$expand=presentations`, body)]);
  expect(drift).toEqual([
    { type: 'groupPolicyDefinition', property: 'classType', member: 'robot' },
    { type: 'groupPolicyPresentationText', property: 'tint' },
  ]);
  expect(describeDrift(drift)).toBe('groupPolicyDefinition: classType "robot"\ngroupPolicyPresentationText: tint');
});

test('refusals, and answers to paths that lead nowhere, say nothing about types', () => {
  const seen = [
    answered(`${definitions}/1`, { error: { code: 'x' } }, 404),
    answered('/deviceManagement/nothing/1', { id: '1', more: 1 }),
    answered('/deviceManagement/%', { id: '1', more: 1 }),
  ];
  expect(driftIn(api, seen)).toEqual([]);
});

test('a target that makes up names does not fill the results', () => {
  const body = Object.fromEntries(Array.from({ length: 5000 }, (_item, index) => [`made${index}`, index]));
  expect(driftIn(api, [answered(`${definitions}/1`, body)])).toHaveLength(100);
});
