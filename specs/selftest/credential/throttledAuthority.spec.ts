import { expect, test } from '@playwright/test';
import { authorize } from '../../../src/credential/authorization.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { type Proof, startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(90_000);

const answers: readonly (readonly [status: number, retryAfter: string | undefined, name: string])[] = [
  ...[
    '0',
    '-5',
    '1',
    '3600',
    '999999999999',
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 2094 08:49:37 GMT',
    'soon',
  ].map((retryAfter) => [429, retryAfter, 'throttled'] as const),
  [429, undefined, 'throttled'],
  [503, '3600', 'outage'],
  [500, undefined, 'outage'],
];
for (const [status, retryAfter, name] of answers)
  test(`an authority that answers ${status} with Retry-After ${retryAfter} gives no token, and is not waited for`, async () => {
    let asked = 0;
    const tenant = await startTenant({
      proof: 'client-secret',
      refuse: () => {
        asked += 1;
        const headers = {
          'content-type': 'application/json',
          ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
        };
        return { status, headers, body: '{"error":"temporarily_unavailable"}' };
      },
    });
    const { environment } = tenant;
    const { target, network } = readSuite(environment);
    const authorization = await authorize(target, { environment, network, prompt: () => undefined });
    const problems = await authorization.problems();
    await tenant.close();
    expect(problems).toEqual([
      {
        class: name,
        sentence: expect.stringMatching(
          new RegExp(`^no token from https://[\\d.:]+: [^\\n]*\\(${status}\\); run again later$`),
        ),
      },
    ]);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(20);
  });

for (const proof of ['client-certificate', 'workload-identity'] satisfies Proof[])
  test(`a throttled authority is told by ${proof}, too`, async () => {
    const tenant = await startTenant({
      proof,
      refuse: () => ({ status: 429, headers: { 'retry-after': '3600' }, body: '' }),
    });
    const { environment } = tenant;
    const { target, network } = readSuite(environment);
    const authorization = await authorize(target, { environment, network, prompt: () => undefined });
    expect(await authorization.problems()).toMatchObject([{ class: 'throttled' }]);
    await tenant.close();
  });
