import { expect, test } from '@playwright/test';
import { type Late, lateWith, showingLate } from '../../../fixtures/lateFront.ts';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { startMock } from '../../../src/mock/server.ts';
import { startFront } from '../../../src/tenant/front.ts';

/** The service is late by almost the whole window. */
const [late, window] = [190, 200];

const cases: Readonly<Record<Late, readonly string[]>> = {
  found: [
    'groupPolicyDefinitionValue/create#1',
    'groupPolicyDefinitionValue/list#1',
    'groupPolicyConfigurationAssignment/list#1',
    'groupPolicyPresentationValue/get#1',
    'groupPolicyUploadedDefinitionFile/uploadNewVersion#1',
    'groupPolicyCategory/update#2/protocol',
    'groupPolicyUploadedCategory/delete#2/protocol',
    'groupPolicyUploadedDefinition/list#2/protocol',
    'groupPolicyConfiguration/assign#1/protocol',
    'groupPolicyPresentationTextBox/lifecycle',
  ],
  listed: [
    'groupPolicyDefinitionValue/create#1',
    'groupPolicyDefinitionValue/list#1',
    'groupPolicyConfigurationAssignment/list#1',
    'groupPolicyConfiguration/updateDefinitionValues#1/protocol',
    'groupPolicyConfiguration/lifecycle',
  ],
  gone: [
    'groupPolicyConfiguration/delete#1',
    'groupPolicyDefinitionValue/delete#2',
    'groupPolicyConfiguration/lifecycle',
  ],
};

for (const what of lateWith)
  for (const id of cases[what])
    test(`late with what is to be ${what}, within the window: ${id}`, async () => {
      const mock = await startMock({ api: embeddedSuite.api });
      const front = await startFront(mock, showingLate(mock, [what], late));
      const client = clientOf(front.baseUrl, mock.token);
      const [planned] = casesNamed(id);
      const patience = { window, total: 100 * window };
      const { verdicts } = planned ? await play(planned, client, { patience }) : { verdicts: [] };
      await client.close();
      await front.close();
      await mock.close();
      expect(verdicts.length).toBeGreaterThan(0);
      expect(
        verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ claim, reason }) => [claim.id, reason]),
      ).toEqual([]);
    });

test('a service that is late beyond the window is not let off', async () => {
  const mock = await startMock({ api: embeddedSuite.api });
  const front = await startFront(mock, showingLate(mock, ['found'], 60_000));
  const client = clientOf(front.baseUrl, mock.token);
  const [planned] = casesNamed('groupPolicyConfiguration/create#1');
  const { verdicts } = planned ? await play(planned, client) : { verdicts: [] };
  await client.close();
  await front.close();
  await mock.close();
  expect(verdicts.filter(({ outcome }) => outcome === 'fail').map(({ claim }) => claim.kind)).toContain('listed');
});
