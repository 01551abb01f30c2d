import { expect, test } from '@playwright/test';
import { hostileAnswers } from '../../../fixtures/hostile/catalogue.ts';
import { judgedAgain } from '../../../fixtures/judgedAgain.ts';
import { watchMemory } from '../../../fixtures/memory.ts';
import { serveRaw } from '../../../fixtures/rawServer.ts';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { recordOf } from '../../../src/judge/claimRecord.ts';
import { type Verdict, worstOf } from '../../../src/judge/verdict.ts';
import { startMock } from '../../../src/mock/server.ts';
import { describeVerdict } from '../../../src/report/explain/message.ts';
import { httpExchangeOf } from '../../../src/report/text/httpExchange.ts';
import { startFront } from '../../../src/tenant/front.ts';

const deadline = 500;
const mebibyte = 1024 * 1024;
const { api, policies } = embeddedSuite;

/** The documented requests that are answered with hostility: of each case the first request of a method to a path. */
const subjects = [
  {
    id: 'groupPolicyOperation/get#1',
    method: 'GET',
    path: /\/groupPolicyOperations\/[^/]+$/,
    groups: ['framing', 'size', 'encoding', 'json'],
  },
  {
    id: 'groupPolicyOperation/create#1',
    method: 'POST',
    path: /\/groupPolicyOperations$/,
    groups: ['framing', 'redirect'],
  },
  {
    id: 'groupPolicyOperation/delete#1',
    method: 'DELETE',
    path: /\/groupPolicyOperations\/[^/]+$/,
    groups: ['removal'],
  },
  { id: 'groupPolicyOperation/list#1/protocol', method: 'GET', path: /\?\$top=2&/, groups: ['link'] },
];

test('every group of hostile answers is given', () => {
  expect(Object.keys(hostileAnswers).filter((name) => !subjects.some(({ groups }) => groups.includes(name)))).toEqual(
    [],
  );
});

for (const { id, method, path, groups } of subjects) {
  const [planned] = casesNamed(id);
  if (!planned) continue;
  for (const group of groups) {
    test.describe(`${method}, ${group}`, () => {
      for (const { name, verdict, says, write } of hostileAnswers[group] ?? []) {
        test(`${name}: ${typeof verdict === 'string' ? verdict : `breaks ${verdict.fails}`}`, async () => {
          const elsewhere = await serveRaw((socket) => socket.end());
          const mock = await startMock({ api });
          let [met, done, isSent] = [0, 0, false];
          const front = await startFront(mock, {
            instead: () => {
              if (met > 0 && !isSent) done ||= performance.now();
              if (!isSent) return undefined;
              met ||= performance.now();
              return (socket, right) => write({ socket, right, elsewhere: elsewhere.origin });
            },
          });
          const hasty = clientOf(front.baseUrl, mock.token, { deadline, idle: 100 });
          const client = clientOf(front.baseUrl, mock.token);
          const patient = client.send.bind(client);
          client.send = async (request) => {
            if (met > 0 || request.method !== method || !path.test(request.path)) return patient(request);
            isSent = true;
            const exchange = await hasty.send(request);
            isSent = false;
            return exchange;
          };
          const direct = clientOf(mock.baseUrl, mock.token);
          try {
            await play(planned, direct, { policies });
            const grown = watchMemory();
            const seen = await play(planned, client, { policies });
            const { verdicts, evidence } = seen;
            const judged = performance.now();
            const texts = [
              ...messages(verdicts),
              evidence.request ? JSON.stringify(httpExchangeOf(evidence.request, '')) : '',
            ];
            const elapsed = (done || judged) - met + (performance.now() - judged);

            expect(met, 'the hostile answer was never given').toBeGreaterThan(0);
            const broken = verdicts.filter(({ outcome }) => outcome === 'fail').map(({ claim }) => claim.id);
            expect(broken).toEqual(typeof verdict === 'string' ? [] : [verdict.fails]);
            expect(worstOf(verdicts.map(({ outcome }) => outcome))).toBe(
              typeof verdict === 'string' ? verdict : 'fail',
            );
            expect(verdicts.filter(({ outcome }) => outcome === 'error')).toEqual([]);
            expect(texts.join('\n')).toContain(says);
            expect(elapsed, 'milliseconds').toBeLessThan(deadline + 1000);
            expect(grown() / mebibyte, 'MiB').toBeLessThan(64);
            expect(elsewhere.requests, 'what reached another origin').toEqual([]);
            expect(judgedAgain(planned, seen, policies), 'from recorded evidence').toEqual(verdicts.map(recordOf));
            expect(messages((await play(planned, client, { policies })).verdicts), 'the next case').toEqual([]);
          } finally {
            for (const one of [direct, hasty, client]) await one.close();
            await front.close();
            await mock.close();
            await elsewhere.close();
          }
        });
      }
    });
  }
}

function messages(verdicts: readonly Verdict[]): string[] {
  return verdicts.filter(({ outcome }) => outcome !== 'pass').map((verdict) => describeVerdict(recordOf(verdict)));
}
