import { expect, test } from '@playwright/test';
import { Guarded } from '../../../fixtures/guarded.ts';
import { clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { Arranger } from '../../../src/arrange/arranger.ts';
import { Session } from '../../../src/arrange/session.ts';
import { loadSafety } from '../../../src/contracts/load.ts';
import type { Verdict } from '../../../src/judge/verdict.ts';
import { type Mock, startMock } from '../../../src/mock/server.ts';
import type { PlannedCase } from '../../../src/plan/plan.ts';
import { skippedFor, whyNotMade } from '../../../src/safety/skippedClaims.ts';
import type { WriteMode } from '../../../src/settings/writeMode.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const { api, plan, target } = embeddedSuite;
const safety = loadSafety();

/** Puts policies with values of every kind into a mock, as administrators would have made them. */
async function furnish(mock: Mock): Promise<void> {
  const client = clientOf(mock.baseUrl, mock.token);
  const patience = new Patience({ window: 60, total: 6000 });
  for (const resource of ['groupPolicyPresentationValueText', 'groupPolicyPresentationValueBoolean']) {
    const session = new Session({ api, client, patience, seed: 'others', upload }, resource);
    const arranger = new Arranger(session, resource);
    await arranger.obtain(resource);
    await arranger.obtain('groupPolicyConfigurationAssignment');
  }
  await client.close();
}

interface Run {
  readonly verdicts: readonly { readonly planned: PlannedCase; readonly verdict: Verdict }[];
  readonly client: Guarded;
}

/** Runs cases in a mode against a mock, each with the claims that the mode leaves. */
async function run(mock: Mock, mode: WriteMode, cases: readonly PlannedCase[]): Promise<Run> {
  const redact = createRedaction(() => [mock.token]);
  const options = { baseUrl: mock.baseUrl, token: () => Promise.resolve(mock.token), limits: target.limits, redact };
  const client = new Guarded(options, mode, safety);
  const verdicts: { planned: PlannedCase; verdict: Verdict }[] = [];
  for (const planned of cases) {
    const skipped = skippedFor(planned, mode, safety, api);
    const claims = planned.claims.filter(({ id }) => !skipped.has(id));
    if (claims.length === 0) continue;
    const makes = (type: string): boolean => whyNotMade(type, mode, safety, api) === undefined;
    const played = await play({ ...planned, claims }, client, { makes });
    verdicts.push(...played.verdicts.map((verdict) => ({ planned, verdict })));
  }
  await client.close();
  return { verdicts, client };
}

const outcomesOf = ({ verdicts }: Run, outcome: Verdict['outcome']): string[] =>
  verdicts
    .filter(({ verdict }) => verdict.outcome === outcome)
    .map(({ planned, verdict }) => `${planned.documented.id} ${verdict.claim.id}: ${verdict.received}`);

/** The policies of a mock with their values and assignments, as a client of its own sees them. */
async function policiesOf(mock: Mock): Promise<string> {
  const client = clientOf(mock.baseUrl, mock.token);
  const texts: string[] = [];
  const read = async (path: string): Promise<void> => {
    const { answer } = await client.send({ method: 'GET', path });
    texts.push(answer?.text ?? '');
    const items = (JSON.parse(answer?.text ?? '{}') as { value?: { id: string }[] }).value ?? [];
    for (const { id } of items)
      for (const below of path.endsWith('Configurations') ? ['assignments', 'definitionValues'] : [])
        await read(`${path}/${id}/${below}`);
  };
  await read('/deviceManagement/groupPolicyConfigurations');
  await client.close();
  return texts.join('\n');
}

const reading = plan.filter(({ documented }) => documented.contract.request.method === 'GET');
const writing = plan.filter(
  (planned) =>
    (planned.documented.contract.request.method !== 'GET' || planned.documented.kind === 'lifecycle') &&
    skippedFor(planned, 'own', safety, api).size < planned.claims.length,
);

test.describe('with a mock that others use, too', () => {
  test.describe.configure({ timeout: 180_000 });
  let mock: Mock;
  test.beforeEach(async () => {
    mock = await startMock({ api });
    await furnish(mock);
  });
  test.afterEach(() => mock.close());

  test('none sends no write, and judges what others made', async () => {
    const done = await run(mock, 'none', reading);
    expect(done.client.sent).toEqual([]);
    expect(new Set(done.client.refused)).toEqual(
      new Set(['PUT is not sent: no page documents it at this path, and no setting lets it through']),
    );
    expect(outcomesOf(done, 'fail')).toEqual([]);
    expect(outcomesOf(done, 'pass').length).toBeGreaterThan(2 * outcomesOf(done, 'inconclusive').length);
    const found = done.verdicts.filter(({ planned }) =>
      ['groupPolicyConfiguration/get#1', 'groupPolicyPresentationCheckBox/get#2'].includes(planned.documented.id),
    );
    expect(found.filter(({ verdict }) => verdict.outcome === 'pass').length).toBeGreaterThan(30);
  });

  test('own changes nothing of others, leaves nothing behind, and judges what it made', async () => {
    const before = await policiesOf(mock);
    const others = [...before.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(others.length).toBeGreaterThan(3);
    const done = await run(mock, 'own', writing);
    expect(done.client.sent.length).toBeGreaterThan(100);
    expect(done.client.sent.filter(({ path }) => others.some((id) => path.includes(id)))).toEqual([]);
    expect(
      done.client.sent.filter(({ path }) => !path.startsWith('/deviceManagement/groupPolicyConfigurations')),
    ).toEqual([]);
    expect(await policiesOf(mock)).toBe(before);
    expect(outcomesOf(done, 'fail')).toEqual([]);
    expect(outcomesOf(done, 'pass').length).toBeGreaterThan(20 * outcomesOf(done, 'inconclusive').length);
  });
});

test('where there is nothing to look at, none says so, and judges the empty collection', async () => {
  const mock = await startMock({ api });
  const named = (id: string) => reading.filter(({ documented }) => documented.id === id);
  const get = await run(mock, 'none', named('groupPolicyConfiguration/get#1'));
  expect(new Set(get.verdicts.map(({ verdict }) => `${verdict.outcome}: ${verdict.reason}`))).toEqual(
    new Set([
      'inconclusive: there is nothing to look at along /deviceManagement/groupPolicyConfigurations/{groupPolicyConfigurationId}',
    ]),
  );
  const list = await run(mock, 'none', named('groupPolicyConfiguration/list#1'));
  expect(outcomesOf(list, 'pass')).toContain('groupPolicyConfiguration/list#1 status: undefined');
  expect(outcomesOf(list, 'fail')).toEqual([]);
  await mock.close();
});
