import { expect, test } from '@playwright/test';
import { api, contracts } from '../../../fixtures/api.ts';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { replay } from '../../../src/bench/bareLoop.ts';
import { countedIds } from '../../../src/bench/ids.ts';
import { medianOf } from '../../../src/bench/measure.ts';
import { runPlan } from '../../../src/bench/runPlan.ts';
import { baseMark, RecordingClient, type Sent } from '../../../src/bench/sent.ts';
import { compileValidators } from '../../../src/bench/validators.ts';
import { startMock } from '../../../src/mock/server.ts';
import { attempt } from '../../../src/send/roundTrip.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';

const resource = 'groupPolicyDefinitionValue';

/** The requests that the cases of one resource type send to a mock with counted ids. */
async function record(): Promise<readonly Sent[]> {
  const mock = await startMock({ api, newId: countedIds() });
  const client = new RecordingClient(
    {
      baseUrl: mock.baseUrl,
      token: () => Promise.resolve(mock.token),
      limits: embeddedSuite.target.limits,
      redact: createRedaction(() => [mock.token]),
    },
    embeddedSuite.api,
  );
  try {
    const plan = embeddedSuite.plan.filter(({ documented }) => documented.resource === resource);
    const run = await runPlan({ ...embeddedSuite, plan }, client, upload);
    expect(run).toEqual({ requests: client.sent.length, notPassed: 0 });
    return client.sent;
  } finally {
    await client.close();
    await mock.close();
  }
}

test('recorded requests sent again get the same statuses from a mock with the same ids, and others from one with other ids', async () => {
  const sent = await record();
  expect(sent.some(({ body }) => body?.includes(baseMark))).toBe(true);
  expect(sent.some(({ holds }) => holds?.many)).toBe(true);
  for (const [newId, areSame] of [
    [countedIds(), true],
    [undefined, false],
  ] as const) {
    const mock = await startMock({ api, ...(newId ? { newId } : {}) });
    try {
      const { requests, otherStatus } = await replay(sent, mock.baseUrl, compileValidators(contracts));
      expect(requests).toBe(sent.length);
      expect(otherStatus.length === 0).toBe(areSame);
    } finally {
      await mock.close();
    }
  }
});

test('a validator takes an entity by the type that it names, and refuses what lacks a property', () => {
  const validate = compileValidators(contracts);
  const moment = '2024-02-29T12:00:00Z';
  const value = { id: '1', createdDateTime: moment, lastModifiedDateTime: moment };
  const typed = { '@odata.type': '#microsoft.graph.groupPolicyPresentationValueBoolean', ...value };
  const holds = { type: 'groupPolicyPresentationValue', many: false };
  expect(validate(value, holds)).toBe(true);
  expect(validate({ ...typed, value: true }, holds)).toBe(true);
  expect(validate(typed, holds)).toBe(false);
  expect(validate({ value: [value, typed] }, { ...holds, many: true })).toBe(false);
});

test('values are sent alone only where plain ones are taken and these are not', async () => {
  for (const [plain, whole, sends] of [
    [201, 201, 1],
    [201, 400, 3],
    [202, 202, 1],
  ] as const) {
    const exchangeOf = (status: number) => ({
      method: 'POST',
      path: '/',
      headers: {},
      answer: { status, headers: {} },
      milliseconds: 0,
    });
    const trials = await attempt({ a: 1, b: 2 }, { sent: {}, exchange: exchangeOf(plain) }, 201, () =>
      Promise.resolve({ exchange: exchangeOf(whole) }),
    );
    expect(trials).toHaveLength(sends);
  }
});

test('the median is taken of each figure by itself', () => {
  const run = (milliseconds: number, mock: number) => ({ startUp: { mock }, milliseconds, requests: 7 });
  expect(medianOf([run(30, 1), run(10, 3), run(20, 2)])).toEqual(run(20, 2));
});
