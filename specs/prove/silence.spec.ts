import { expect, test } from '@playwright/test';
import { embeddedSuite, rehearse } from '../../fixtures/rehearsal.ts';

/** After how many answers the target is gone; each case sends up to some hundred requests. */
const moments = [0, 3, 6, 12, 24];

for (const planned of embeddedSuite.plan) {
  test(`${planned.documented.id} blames nothing on a target that falls silent`, async () => {
    for (const answers of moments) {
      const { verdicts } = await rehearse(planned, [], { answers });
      const wrong = verdicts.filter(({ outcome }) => (answers === 0 ? outcome !== 'inconclusive' : outcome === 'fail'));
      expect(wrong, `after ${answers} answers`).toEqual([]);
    }
  });
}
