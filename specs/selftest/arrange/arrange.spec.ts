import { expect, test } from '@playwright/test';
import { casesNamed, clientOf, play } from '../../../fixtures/rehearsal.ts';
import { jsonOf } from '../../../src/evidence/exchange.ts';
import { startMock } from '../../../src/mock/server.ts';
import { type FrontRequest, type RightAnswer, startFront } from '../../../src/tenant/front.ts';
import { isObject } from '../../../src/value/json.ts';

const set = '/deviceManagement/groupPolicyConfigurations';
const refusal: RightAnswer = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: '{"error":{"code":"BadRequest","message":"not taken"}}',
};

/** What a case comes to where policies are refused that a service finds something wrong with. */
async function outcomesOf(id: string, isRefused: (request: FrontRequest) => boolean): Promise<Record<string, number>> {
  const mock = await startMock();
  const front = await startFront(mock, {
    refuse: (request) =>
      request.method === 'POST' && request.path === set && isRefused(request) ? refusal : undefined,
  });
  const client = clientOf(front.baseUrl, mock.token);
  const counts: Record<string, number> = {};
  for (const planned of casesNamed(id))
    for (const { outcome } of (await play(planned, client)).verdicts) counts[outcome] = (counts[outcome] ?? 0) + 1;
  await client.close();
  await front.close();
  await mock.close();
  return counts;
}

const holdsKind = ({ body }: FrontRequest): boolean => body.includes('policyConfigurationIngestionType');

test('what a case needs is made with the least, where a value of it is refused', async () => {
  expect(Object.keys(await outcomesOf('groupPolicyConfigurationAssignment/get#1', holdsKind))).toEqual(['pass']);
});

test('the case that is about making it is not let off', async () => {
  expect(await outcomesOf('groupPolicyConfiguration/create#1', holdsKind)).toMatchObject({ fail: expect.any(Number) });
});

test('what is refused with the least, too, is told as it was refused first', async () => {
  expect(Object.keys(await outcomesOf('groupPolicyConfigurationAssignment/get#1', () => true))).toEqual([
    'inconclusive',
  ]);
});

test('each definition file that a case uploads has a namespace of its own', async () => {
  const mock = await startMock();
  const client = clientOf(mock.baseUrl, mock.token);
  const [planned] = casesNamed('groupPolicyUploadedDefinitionFile/get#1/protocol');
  const { exchanges } = planned ? await play(planned, client) : { exchanges: [] };
  await client.close();
  await mock.close();
  const names = exchanges.flatMap((exchange) => {
    const uploaded = exchange.method === 'POST' ? jsonOf(exchange) : undefined;
    const name = isObject(uploaded) ? uploaded['targetNamespace'] : undefined;
    return name === undefined ? [] : [name];
  });
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(names.length);
});
