import { expect, test } from '@playwright/test';
import { answered, caseOf, claimsOfCase, file } from '../../../fixtures/judged.ts';
import type { Claim } from '../../../src/claims/claim.ts';
import { nothingSeen } from '../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { broken } from '../../../src/evidence/finding.ts';
import { Deviations } from '../../../src/judge/deviation.ts';
import { type Excerpt, excerptOf } from '../../../src/judge/excerpt.ts';
import { judge } from '../../../src/judge/verdict.ts';

const create = 'groupPolicyObjectFile/create#1';
const request = answered(201, file, { method: 'POST', path: '/deviceManagement/groupPolicyObjectFiles' });

function claimNamed(id: string, of = create): Claim {
  const found = claimsOfCase(of).find((claim) => claim.id === id);
  if (!found) throw new Error(`${of} has no claim ${id}`);
  return found;
}

function excerpt(
  id: string,
  finding: ReturnType<typeof broken>,
  exchanges: readonly Exchange[] = [],
): Excerpt | undefined {
  return excerptOf(claimNamed(id), finding, { evidence: { ...nothingSeen, request }, exchanges });
}

test('the value at the pointer is shown by its name', () => {
  expect(excerpt('type/content', broken('Edm.Int32', '"a text"', '/content', 'a text'))).toEqual({
    method: 'POST',
    path: '/deviceManagement/groupPolicyObjectFiles',
    status: 201,
    text: '"content": "a text"',
  });
});

test('of what is left out the parent is shown, in a few lines', () => {
  const found = excerpt('returned/content', broken('Edm.String', 'nothing', '/other'));
  expect(found?.text.split('\n')).toEqual([
    '{',
    '  "@odata.type": "#microsoft.graph.groupPolicyObjectFile",',
    '  "id": "1",',
    '  "groupPolicyObjectId": "0a1b2c3d-0000-4000-8000-000000000001",',
    '  "ouDistinguishedName": "a unit",',
    '  "createdDateTime": "2024-01-01T00:00:00Z",',
    '  "lastModifiedDateTime": "2024-01-02T00:00:00Z",',
    '  "content": "a text",',
    '  "roleScopeTagIds": […]',
    '}',
  ]);
});

test('what is long is cut, what is nested is hinted at', () => {
  const body = { list: Array.from({ length: 20 }, (_, index) => index), inner: { a: { b: 1 } }, text: 'x'.repeat(999) };
  const text = (pointer: string): string => {
    const seen = { evidence: { ...nothingSeen, request: answered(200, body) }, exchanges: [] };
    return excerptOf(claimNamed('body'), broken('a', 'b', pointer), seen)?.text ?? '';
  };
  expect(text('/list')).toBe('"list": [\n  0,\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n  7,\n  … and 12 more\n]');
  expect(text('/inner')).toBe('"inner": {\n  "a": {…}\n}');
  expect(text('/text').length).toBeLessThan(100);
  expect(text('/inner/none')).toBe('"inner": {\n  "a": {…}\n}');
});

test('the exchange that has what was received is shown, not the one before it', () => {
  const read = answered(200, { ...file, content: 'other' }, { path: '/deviceManagement/groupPolicyObjectFiles/1' });
  const found = excerpt('echo/content', broken('"a text"', '"other"', '/content', 'other'), [request, read]);
  expect(found).toMatchObject({ path: '/deviceManagement/groupPolicyObjectFiles/1', text: '"content": "other"' });
});

test('nothing is shown where no answer has what was received', () => {
  expect(excerpt('echo/content', broken('"a text"', '"gone"', '/content', 'gone'), [request])).toBeUndefined();
  expect(excerpt('echo/content', broken('a', 'b'))).toBeUndefined();
});

test('a refusal shows the probe that it is about, also where that is no JSON', () => {
  const probes = { 'no-token': answered(200, 'come in'), 'other-token': answered(401, {}) };
  const id = `${create}/protocol`;
  const seen = { evidence: { ...nothingSeen, probes }, exchanges: [] };
  const found = excerptOf(claimNamed('refused/no-token', id), broken('status 401', 'status 200'), seen);
  expect(found).toMatchObject({ status: 200, text: 'come in' });
});

test('only a verdict that is fail has an excerpt', () => {
  const claim = claimNamed('status');
  const evidence = { ...nothingSeen, request };
  const judged = (finding: Parameters<typeof judge>[0][number]['finding']): unknown =>
    judge([{ claim, finding }], caseOf(create).contract.id, new Deviations([], 'mock'), [], evidence)[0]?.excerpt;
  expect(judged(broken('status 200', 'status 201', undefined, 201))).toMatchObject({ status: 201 });
  expect(judged({ outcome: 'kept' })).toBeUndefined();
  expect(judged({ outcome: 'open', reason: 'no answer' })).toBeUndefined();
});
