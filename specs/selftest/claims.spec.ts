import { expect, test } from '@playwright/test';
import { faultOf } from '../../fixtures/faultOf.ts';
import { embeddedSuite, rehearse } from '../../fixtures/rehearsal.ts';
import { claimKinds } from '../../src/contract/claims/kinds.ts';
import { faults } from '../../src/mock/faults/catalogue.ts';
import { describeVerdict } from '../../src/report/message.ts';
import { recordOf } from '../../src/report/results.ts';

const { plan, api } = embeddedSuite;

/** Cases that together have claims of every kind. */
const chosen = plan.filter(({ documented }) =>
  [
    'groupPolicyOperation/create#1',
    'groupPolicyOperation/update#1',
    'groupPolicyOperation/list#1',
    'groupPolicyOperation/get#1',
    'groupPolicyOperation/delete#1',
    'groupPolicyDefinition/update#4',
    'groupPolicyPresentation/get#1',
    'groupPolicyConfiguration/assign#1',
    'groupPolicyMigrationReport/updateScopeTags#1',
    'groupPolicyConfiguration/create#1/protocol',
    'groupPolicyConfiguration/get#1/protocol',
    'groupPolicyConfiguration/list#1/protocol',
    'groupPolicyConfiguration/update#1/protocol',
    'groupPolicyConfiguration/delete#1/protocol',
    'groupPolicyDefinition/get#1/protocol',
    'groupPolicyDefinitionValue/list#1',
    'groupPolicyConfiguration/lifecycle',
  ].includes(documented.id),
);

test('the chosen cases have claims of every kind', () => {
  const kinds = new Set(chosen.flatMap(({ claims }) => claims.map(({ kind }) => kind)));
  expect(claimKinds.map(({ name }) => name).filter((name) => !kinds.has(name))).toEqual([]);
});

test('within a case every claim has an id and a sentence of its own, without "should"', () => {
  for (const { documented, claims } of plan) {
    const ids = claims.map(({ id }) => id);
    expect(new Set(ids).size, documented.id).toBe(ids.length);
    const texts = claims.map(({ text }) => text);
    expect(new Set(texts).size, documented.id).toBe(texts.length);
    for (const text of texts) expect(text).not.toMatch(/\bshould\b/i);
    for (const { needs } of claims)
      for (const id of needs) expect(ids.indexOf(id), `${documented.id}: ${id}`).toBeLessThan(ids.length);
  }
});

test('every fault has a name of its own, and the kind of claim that it breaks alone is there', () => {
  const names = faults.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const kinds = claimKinds.map(({ name }) => name);
  expect(faults.filter(({ breaks }) => breaks !== undefined && !kinds.includes(breaks))).toEqual([]);
});

test('titles are unique', () => {
  const titles = plan.map((planned) => planned.titles.join(' › '));
  expect(new Set(titles).size).toBe(titles.length);
});

for (const planned of chosen) {
  test.describe(planned.documented.id, () => {
    test('holds against the mock without a fault', async () => {
      const { verdicts } = await rehearse(planned, []);
      expect(
        verdicts.filter(({ outcome }) => outcome !== 'pass').map((verdict) => describeVerdict(recordOf(verdict))),
      ).toEqual([]);
    });

    for (const claim of planned.claims) {
      const fault = faultOf(claim, planned.documented, api);
      test(`"${fault.name}" breaks ${claim.id}, and nothing else`, async () => {
        const { verdicts, fired } = await rehearse(planned, [fault]);
        expect(fired[0], 'the fault never fired').toBeGreaterThan(0);
        const broken = verdicts.filter(({ outcome }) => outcome === 'fail');
        expect(broken.map((verdict) => verdict.claim.id)).toEqual([claim.id]);
        expect(broken[0]?.expected, 'what was expected').toBeTruthy();
        expect(broken[0]?.received, 'what was received').toBeTruthy();
      });
    }
  });
}
