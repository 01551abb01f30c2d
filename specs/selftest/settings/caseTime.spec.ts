import { expect, test } from '@playwright/test';
import { clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { startMock } from '../../../src/mock/server.ts';
import { caseTimeOf } from '../../../src/settings/caseTime.ts';
import { readTarget } from '../../../src/settings/target.ts';

const live = {
  GRAPH_TARGET: 'live',
  GRAPH_CREDENTIAL: 'azure-cli',
  AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab',
};

test('a server that takes 800 ms for each answer has time for every case and its removals', async () => {
  const sent: number[] = [];
  const ofConfigurations = /^groupPolicyConfiguration\//;
  for (const planned of embeddedSuite.plan.filter(({ documented }) => ofConfigurations.test(documented.id))) {
    const mock = await startMock({ api: embeddedSuite.api });
    const client = clientOf(mock.baseUrl, mock.token);
    sent.push((await play(planned, client)).exchanges.length);
    await client.close();
    await mock.close();
  }
  const most = Math.max(...sent);
  expect(most).toBeGreaterThan(50);
  for (const target of [
    readTarget(live),
    readTarget({}),
    readTarget({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://127.0.0.1:9' }),
  ]) {
    const time = caseTimeOf(target);
    expect(target.limits.deadline).toBeGreaterThan(800);
    expect(time.cases, target.kind).toBeGreaterThan(most * 800);
  }
});

test('the time of a case and of its removals grows with the deadline of a request, and can be set', () => {
  const slow = caseTimeOf(readTarget({ ...live, GRAPH_DEADLINE_MS: '60000' }));
  const quick = caseTimeOf(readTarget({ ...live, GRAPH_DEADLINE_MS: '6000' }));
  expect(slow.cases - quick.cases).toBe(60 * 54_000);
  expect(slow.removal - quick.removal).toBe(30 * 54_000);
});
