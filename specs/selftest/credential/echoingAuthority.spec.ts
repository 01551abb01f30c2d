import { expect, test } from '@playwright/test';
import { encodings } from '../../../fixtures/encodings.ts';
import { authorize } from '../../../src/credential/authorization.ts';
import { Guard } from '../../../src/report/guard/guard.ts';
import { readSuite } from '../../../src/run/suite.ts';
import { type Proof, startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(120_000);

for (const proof of ['client-secret', 'workload-identity', 'client-certificate'] satisfies Proof[])
  test(`no secret that an authority echoes in any encoding is in what is told of it: ${proof}`, async () => {
    let echo = '';
    const headers = { 'content-type': 'application/json' };
    const tenant = await startTenant({
      proof,
      refuse: () => {
        const error_description = `AADSTS7000215: Invalid ${echo} was sent. ${echo}`;
        return { status: 401, headers, body: JSON.stringify({ error: echo, error_description, [echo]: echo }) };
      },
    });
    const { environment, secrets } = tenant;
    const { target, network } = readSuite(environment);
    const guard = new Guard(() => secrets);
    const told: string[] = [];
    for (const secret of secrets.slice(0, 4))
      for (const [encoding, encode] of Object.entries(encodings)) {
        echo = encode(secret);
        const authorization = await authorize(target, { environment, network, prompt: () => undefined });
        const [problem] = await authorization.problems();
        expect(problem?.sentence, encoding).toMatch(/^[^\n]*AADSTS7000215|^no token/);
        if (guard.holds(problem?.sentence ?? '')) told.push(`${encoding}: ${problem?.sentence}`);
      }
    await tenant.close();
    expect(told).toEqual([]);
  });
