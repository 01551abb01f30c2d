import { expect, test } from '@playwright/test';
import { lenient } from '../../fixtures/lenient.ts';
import { embeddedSuite, rehearse } from '../../fixtures/rehearsal.ts';
import { recordOf } from '../../src/judge/claimRecord.ts';
import { describeVerdict } from '../../src/report/explain/message.ts';

for (const planned of embeddedSuite.plan) {
  test(`${planned.documented.id} is conformant on the lenient twin`, async () => {
    const rehearsal = await rehearse(planned, lenient.faults, {
      server: lenient.server,
      policies: embeddedSuite.policies,
      patience: { window: 1000, total: 5000 },
    });
    const wrong = rehearsal.verdicts.filter(({ outcome }) => outcome !== 'pass');
    expect(wrong.map((verdict) => describeVerdict(recordOf(verdict)))).toEqual([]);
    expect(rehearsal.fired.filter((count) => count > 0).length).toBeGreaterThan(5);
  });
}
