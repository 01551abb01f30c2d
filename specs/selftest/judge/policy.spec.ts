import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { servers } from '../../../fixtures/servers.ts';
import { contractsFolder } from '../../../src/contracts/load.ts';
import { nothingSeen } from '../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { check } from '../../../src/judge/check.ts';
import { Deviations } from '../../../src/judge/deviation.ts';
import { Policies, type Policy, type Stance } from '../../../src/judge/policy.ts';
import { judge, type Verdict } from '../../../src/judge/verdict.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { matchesPattern } from '../../../src/value/pattern.ts';

const { policies } = JSON.parse(readFileSync(`${contractsFolder}policies.json`, 'utf8')) as { policies: Policy[] };
const { plan, api } = embeddedSuite;
const deletion = plan.find(({ documented }) => documented.id === 'groupPolicyOperation/delete#1/protocol');

/** What a second DELETE comes to, under a stance on it. */
function verdictOf(status: number, stance: Stance): Verdict | undefined {
  if (!deletion) throw new Error('no such case');
  const again: Exchange = {
    method: 'DELETE',
    path: '/x',
    headers: {},
    answer: { status, headers: {} },
    milliseconds: 1,
  };
  const claims = deletion.claims.filter(({ id }) => id === 'twice');
  const checked = check(
    deletion.documented,
    { ...nothingSeen, again },
    api,
    claims,
    new Policies(policies, new Map([['second-delete', stance]])),
  );
  return judge(checked, deletion.documented.contract.id, new Deviations([], 'mock'))[0];
}

test('a policy decides what a broken promise counts for', () => {
  expect(verdictOf(204, 'fail')).toMatchObject({ outcome: 'fail', expected: 'status 404', received: 'status 204' });
  expect(verdictOf(204, 'warn')).toMatchObject({ outcome: 'pass', warning: 'second-delete', received: 'status 204' });
  expect(verdictOf(204, 'pass')).toMatchObject({ outcome: 'pass', reason: 'policy "second-delete" is pass' });
  expect(verdictOf(204, 'pass')).not.toHaveProperty('warning');
  expect(verdictOf(404, 'warn')).not.toHaveProperty('warning');
});

test('a policy lets pass only what it is about', () => {
  expect(verdictOf(500, 'warn')).toMatchObject({ outcome: 'fail', received: 'status 500' });
});

test('every policy is about planned claims, and a server shows what it does', () => {
  const ids = plan.flatMap(({ claims }) => claims.map(({ id }) => id));
  const outcomeBy = { fail: 'fail', warn: 'warn', pass: 'silent' };
  for (const { id, claims, default: stance } of policies) {
    for (const pattern of claims)
      expect(
        ids.some((claim) => matchesPattern(pattern, claim)),
        id,
      ).toBe(true);
    expect(servers.filter(({ policy }) => policy === id).map(({ outcome }) => outcome)).toEqual([outcomeBy[stance]]);
  }
});

test('a stance on no policy, and no stance on a policy, are refused', () => {
  expect(() => readSuite({ GRAPH_POLICIES: 'third-delete=fail' })).toThrow(
    'GRAPH_POLICIES: "third-delete" is no policy; the policies are wrapped-get, second-delete',
  );
  expect(() => readSuite({ GRAPH_POLICIES: 'second-delete=maybe' })).toThrow(
    'GRAPH_POLICIES has "second-delete=maybe"; it must be a policy with fail, warn, pass, such as second-delete=fail',
  );
});
