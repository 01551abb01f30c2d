import { expect, test } from '@playwright/test';
import { isProof, rowsAttachment, rowsOf } from '../../fixtures/matrix.ts';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';

for (const planned of embeddedSuite.plan) {
  test(`every claim of ${planned.documented.id} is broken by a fault, alone`, async ({}, testInfo) => {
    const rows = await rowsOf(planned);
    await testInfo.attach(rowsAttachment, { body: JSON.stringify(rows), contentType: 'application/json' });
    expect(rows.filter((row) => !isProof(row))).toEqual([]);
  });
}
