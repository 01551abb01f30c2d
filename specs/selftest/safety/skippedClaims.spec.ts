import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { loadSafety } from '../../../src/contracts/load.ts';
import { reasonOf } from '../../../src/plan/omission.ts';
import { skippedFor } from '../../../src/safety/skippedClaims.ts';
import { type WriteMode, writeModes } from '../../../src/settings/writeMode.ts';

const { api, plan } = embeddedSuite;
const safety = loadSafety();
const byOwn = 'GRAPH_WRITES=own sends it';
const byDedicated = 'GRAPH_WRITES=dedicated sends it, in a tenant that GRAPH_DEDICATED_TENANTS names';

test.describe('a case is skipped with the variable that would run it', () => {
  const skippedIn = (id: string, mode: WriteMode) => {
    const planned = plan.find(({ documented }) => documented.id === id);
    if (!planned) throw new Error(`${id} is no case`);
    const reasons = [...skippedFor(planned, mode, safety, api)].map(
      ([claim, omission]) => [claim, reasonOf(omission)] as const,
    );
    return { planned, skipped: new Map(reasons) };
  };
  const whole: readonly [id: string, mode: WriteMode, reason: string | undefined][] = [
    ['groupPolicyConfiguration/get#1', 'none', undefined],
    ['groupPolicyConfiguration/list#1', 'none', undefined],
    ['groupPolicyConfiguration/create#1', 'none', byOwn],
    ['groupPolicyConfiguration/create#1', 'own', undefined],
    ['groupPolicyConfiguration/update#1', 'own', undefined],
    ['groupPolicyConfiguration/lifecycle', 'none', byOwn],
    ['groupPolicyConfiguration/lifecycle', 'own', undefined],
    ['groupPolicyConfiguration/assign#1', 'own', byDedicated],
    ['groupPolicyConfiguration/assign#1', 'dedicated', undefined],
    ['groupPolicyConfigurationAssignment/delete#1', 'own', byDedicated],
    ['groupPolicyConfigurationAssignment/lifecycle', 'own', byDedicated],
    ['groupPolicyDefinitionValue/update#1', 'own', undefined],
    ['groupPolicyDefinitionValue/update#2', 'own', byDedicated],
    ['groupPolicyMigrationReport/delete#1', 'own', byDedicated],
    ['groupPolicyMigrationReport/get#1', 'own', undefined],
    ['groupPolicyCategory/lifecycle', 'own', byDedicated],
    ['groupPolicyUploadedDefinitionFile/create#1', 'own', byDedicated],
    ['groupPolicyUploadedDefinitionFile/create#1', 'dedicated', undefined],
  ];
  for (const [id, mode, reason] of whole) {
    test(`${id} with ${mode}: ${reason === undefined ? 'runs' : reason}`, () => {
      const { planned, skipped } = skippedIn(id, mode);
      if (reason === undefined) expect(skipped.size).toBeLessThan(planned.claims.length);
      else {
        expect(skipped.size).toBe(planned.claims.length);
        for (const text of skipped.values()) expect(text).toContain(reason);
      }
    });
  }

  test('and so is a claim that needs a write, in a case that reads', () => {
    const { skipped } = skippedIn('groupPolicyConfiguration/get#1/protocol', 'none');
    expect([...skipped]).toEqual([
      [
        'refused/undocumented-method',
        'a method that no page has is never sent to a tenant: only requests that pages document are',
      ],
      [
        'error/undocumented-method',
        'a method that no page has is never sent to a tenant: only requests that pages document are',
      ],
    ]);
    expect(skippedIn('groupPolicyDefinitionValue/list#1', 'none').skipped.get('own')).toContain(byOwn);
    expect(skippedIn('groupPolicyDefinitionValue/list#1', 'own').skipped.size).toBe(0);
  });

  test('and so is a refusal that would address what is not of the run', () => {
    expect(skippedIn('groupPolicyConfiguration/update#1/protocol', 'own').skipped.get('refused/unknown-id')).toContain(
      'with an id that the run did not create is not sent while GRAPH_WRITES is own: GRAPH_WRITES=dedicated',
    );
    const deeper = skippedIn('groupPolicyDefinitionValue/update#1/protocol', 'own').skipped;
    expect(deeper.has('refused/unknown-id')).toBe(false);
    expect(deeper.has('refused/unknown-segment')).toBe(true);
  });

  test('a mode that allows more never skips more', () => {
    for (const planned of plan) {
      const [none, own, dedicated] = writeModes.map((mode) => new Set(skippedFor(planned, mode, safety, api).keys()));
      for (const id of own ?? []) if (!/unknown-|undocumented/.test(id)) expect(none?.has(id), id).toBe(true);
      for (const id of dedicated ?? []) expect(own?.has(id), `${planned.documented.id} ${id}`).toBe(true);
    }
  });
});
