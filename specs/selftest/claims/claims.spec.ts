import { expect, test } from '@playwright/test';
import { faultOf } from '../../../fixtures/faultOf.ts';
import { embeddedSuite, rehearse } from '../../../fixtures/rehearsal.ts';
import { claimKinds } from '../../../src/claims/kinds.ts';
import { recordOf } from '../../../src/judge/claimRecord.ts';
import { faults } from '../../../src/mock/faults/catalogue.ts';
import { describeVerdict } from '../../../src/report/explain/message.ts';

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
    'groupPolicyConfiguration/update#1',
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
    expect(texts.filter((text) => /\bshould\b/i.test(text))).toEqual([]);
  }
});

test('every fault has a name of its own, and the kind of claim that it breaks alone is there', () => {
  const names = faults.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const kinds = claimKinds.map(({ name }) => name);
  expect(faults.filter(({ breaks }) => breaks !== undefined && !kinds.includes(breaks))).toEqual([]);
});

test('every claim has a level and a source, and depends on claims that there are, in no circle', () => {
  const levels = ['shape', 'state', 'protocol'];
  const wrong: string[] = [];
  const everywhere = new Set(plan.flatMap(({ claims }) => claims.map(({ id }) => id)));
  for (const { documented, claims } of plan) {
    const byId = new Map(claims.map((claim) => [claim.id, claim]));
    const free = new Set<string>();
    const isFree = (id: string, below: readonly string[]): boolean => {
      if (free.has(id)) return true;
      if (below.includes(id)) return false;
      const { needs = [], defersTo = [] } = byId.get(id) ?? {};
      if (![...needs, ...defersTo].every((need) => isFree(need, [...below, id]))) return false;
      free.add(id);
      return true;
    };
    for (const { id, level, source, needs, defersTo = [] } of claims) {
      const isWhole = levels.includes(level) && source.page !== '' && source.section !== '';
      const isTied = [...needs, ...defersTo].every((need) => everywhere.has(need));
      if (!isWhole || !isTied || !isFree(id, [])) wrong.push(`${documented.id}: ${id}`);
    }
  }
  expect(wrong).toEqual([]);
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
