import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { FrontRequest, RightAnswer } from '../../../src/tenant/front.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

/** A refusal as the service words it; Intune puts its own error, as JSON, into the message of Graph's. */
function refusal(status: number, code: string, message: string | object): RightAnswer {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message: text } }),
  };
}

const nested = (code: string, message: string): object => ({
  ErrorCode: code,
  Message: JSON.stringify({ Message: message }),
});
const html = (status: number): RightAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Denied</h1>',
});

/** Whole services that are not what is wanted, with the sentence that ends the run before its first case. */
const wholes: readonly [title: string, answer: RightAnswer, sentence: string, asked?: number][] = [
  [
    'a tenant without Intune',
    refusal(400, 'BadRequest', nested('BadRequest', 'Request not applicable to target tenant.')),
    'the tenant has no Intune; check the tenant and its licences',
  ],
  [
    'a user without a licence',
    refusal(401, 'UnknownError', nested('Forbidden', 'An error has occurred')),
    'the token is right, but its bearer has no Intune licence or role in the tenant',
  ],
  [
    'an application without the permission',
    refusal(
      403,
      'Forbidden',
      nested('Forbidden', 'Application must have one of the following scopes: DeviceManagementConfiguration.Read.All'),
    ),
    'the token lacks a permission; grant one of: DeviceManagementConfiguration.Read.All',
  ],
  ['a gateway', html(403), 'a gateway refuses the request before it reaches the service'],
  [
    'another cloud',
    refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure.'),
    'the service does not take the token; check that cloud, audience, tenant and expiry are right',
  ],
  [
    'a service out of order, asked four times,',
    refusal(502, 'UnknownError', ''),
    'the target is not available: it failed',
    4,
  ],
];

for (const [title, answer, sentence, asked = 1] of wholes)
  test(`${title} ends the run before its first case`, async ({ workspace }) => {
    const tenant = await startTenant({ proof: 'client-secret', front: { refuse: () => answer } });
    const { code, stdout, stderr } = await workspace.run(
      'conformance',
      ['--grep', '@groupPolicyOperation'],
      tenant.environment,
    );
    expect(stderr).toContain(sentence);
    expect({ code, sent: tenant.front.requests.length }).toEqual({ code: 2, sent: asked });
    expect(stdout).toMatch(/^\d+ cases with .*\nINCONCLUSIVE: nothing of the service could be judged [^\n]*\n$/);
    await tenant.close();
  });

/** Services that change while a run is on, with the class of what was not judged. */
const changes: readonly [
  title: string,
  refuse: (request: FrontRequest, index: number) => RightAnswer | undefined,
  name: string,
  stops: boolean,
][] = [
  ['a permission is taken away', (_request, index) => (index > 4 ? html(403) : undefined), 'permission', true],
  [
    'the licence ends',
    (_request, index) => (index > 4 ? refusal(401, 'UnknownError', nested('Forbidden', 'x')) : undefined),
    'licence',
    true,
  ],
  [
    'a route is retired',
    ({ path }) =>
      path.includes('/definitionValues') ? refusal(400, 'No method match route template', 'x') : undefined,
    'not routed',
    false,
  ],
];

for (const [title, refuse, name, stops] of changes)
  test(`when ${title} in mid-run, what was not seen is ${name}, and nothing fails`, async ({ workspace }) => {
    let index = 0;
    const tenant = await startTenant({
      proof: 'client-secret',
      front: {
        refuse: (request) => {
          index += 1;
          return refuse(request, index);
        },
      },
    });
    const { code, stdout } = await workspace.run(
      'conformance',
      ['--workers=1', '--grep', '@groupPolicyConfiguration '],
      tenant.environment,
    );
    const { totals, cases } = workspace.results();
    expect(totals.claims.fail + totals.claims.error, stdout).toBe(0);
    expect(totals.classes[name as 'licence']).toBeGreaterThan(0);
    const stopped = cases.filter(({ claims }) => claims.some(({ reason }) => reason?.includes('cases in a row')));
    expect(stopped.length > 0).toBe(stops);
    expect(code).toBe(2);
    await tenant.close();
  });
