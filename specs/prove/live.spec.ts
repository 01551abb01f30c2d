import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import { randomFrom } from '../../fixtures/random.ts';
import { createWorkspace, type Workspace } from '../../src/bench/workspace.ts';
import { claimsOf } from '../../src/credential/token.ts';
import type { Front, FrontOptions } from '../../src/tenant/front.ts';
import { type Proof, startTenant, type Tenant } from '../../src/tenant/tenant.ts';

test.setTimeout(900_000);

const selection = ['--workers=1', '--grep', '@groupPolicyConfiguration |@groupPolicyDefinitionValue '];
const day = 24 * 60 * 60 * 1000;

/** What every claim of a run came to. */
function verdictsOf(workspace: Workspace): Readonly<Record<string, string>> {
  return Object.fromEntries(
    workspace
      .results()
      .cases.flatMap(({ id, claims }) =>
        claims.map(({ id: claim, verdict, reason }) => [
          `${id} ${claim}`,
          verdict === 'error' ? `error: ${reason}` : verdict,
        ]),
      ),
  );
}

const proofs: readonly Proof[] = ['client-secret', 'client-certificate', 'workload-identity'];
for (const [index, proof] of proofs.entries())
  test(`${proof}: its third of the whole plan over TLS, in a tenant that is there for it, with tokens that expire in mid-run`, async ({
    workspace,
  }) => {
    const tenant = await startTenant({ proof, grant: { lifetime: 4 } });
    const environment = {
      ...tenant.environment,
      GRAPH_WRITES: 'dedicated',
      GRAPH_DEDICATED_TENANTS: tenant.id,
    };
    const { code, stdout, stderr } = await workspace.run(
      'conformance',
      ['--workers=2', `--shard=${index + 1}/${proofs.length}`],
      environment,
    );
    const { conformant, totals, plan } = workspace.results();
    expect({ code, conformant }, stdout.slice(-3000) + stderr).toEqual({ code: 0, conformant: true });
    expect(plan.cases).toBeGreaterThan(90);
    expect(totals.claims.pass).toBe(plan.claims);
    expect(tenant.entra.tokens.length).toBeGreaterThan(4);
    await tenant.close();
  });

test('two runs at once in one tenant, ten times, have the verdicts of one alone', async ({ workspace }) => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const other = createWorkspace();
  await workspace.run('conformance', selection, tenant.environment);
  const alone = verdictsOf(workspace);
  expect(Object.values(alone).filter((verdict) => verdict === 'pass').length).toBeGreaterThan(150);
  for (let time = 0; time < 10; time += 1) {
    await Promise.all([workspace, other].map((one) => one.run('conformance', selection, tenant.environment)));
    expect(verdictsOf(workspace), `run ${time + 1}`).toEqual(alone);
    expect(verdictsOf(other), `run ${time + 1}`).toEqual(alone);
  }
  other.remove();
  await tenant.close();
});

test('a clock that is a day ahead or behind that of the service changes no verdict', async ({ workspace }) => {
  let right: Readonly<Record<string, string>> = {};
  for (const shift of [0, -day, day]) {
    const now = (): number => Date.now() + shift;
    const tenant: Tenant = await startTenant({
      proof: 'client-secret',
      grant: { ahead: shift / 1000 },
      graph: {
        now,
        takes: (token) =>
          token === tenant.direct ||
          (tenant.entra.tokens.includes(token) && now() / 1000 < (claimsOf(token)?.expires ?? 0)),
      },
      front: { tell: (answer) => ({ ...answer, headers: { ...answer.headers, date: new Date(now()).toUTCString() } }) },
    });
    const { stderr } = await workspace.run('conformance', selection, tenant.environment);
    await tenant.close();
    if (shift === 0) right = verdictsOf(workspace);
    else expect(stderr).toContain('the clock of this machine');
    expect(verdictsOf(workspace), `shifted by ${shift} ms`).toEqual(right);
  }
  expect(Object.values(right)).toContain('pass');
});

/** Retry-After in every form that RFC 9110 §10.2.3 and Graph have, with the milliseconds that it asks to wait. */
const forms: readonly (() => { readonly value?: string; readonly least: number })[] = [
  () => ({ value: '1', least: 1000 }),
  () => ({ value: '0.35', least: 350 }),
  () => ({ value: new Date(Date.now() + 1500).toUTCString(), least: 400 }),
  () => ({ least: 200 }),
];

/** A service that throttles 30 % of requests, is out of service for 5 % and cuts 2 % of connections. */
function rough(): {
  readonly front: FrontOptions;
  readonly throttled: { readonly at: number; readonly least: number; readonly key: string }[];
} {
  const random = randomFrom('rough');
  const throttled: { at: number; least: number; key: string }[] = [];
  let form = 0;
  return {
    throttled,
    front: {
      refuse: ({ method, path, body }) => {
        const chance = random();
        if (chance < 0.3) {
          form += 1;
          const { value, least } = forms[form % forms.length]?.() ?? { least: 0 };
          throttled.push({ at: performance.now(), least, key: `${method} ${path} ${body}` });
          const after = value === undefined ? {} : { 'retry-after': value };
          return {
            status: 429,
            headers: { 'content-type': 'application/json', ...after },
            body: '{"error":{"code":"TooManyRequests","message":"x"}}',
          };
        }
        if (chance < 0.35) return { status: 503, headers: { 'content-type': 'text/plain' }, body: 'unavailable' };
        return undefined;
      },
      instead: () => (random() < 0.02 ? (socket) => socket.destroy() : undefined),
    },
  };
}

const waitedFor = <T extends { readonly key: string }>(throttled: readonly T[]): T[] =>
  throttled.filter(({ key }) => key.endsWith('}'));

/** Requests that came earlier than a refusal of the same request had asked for; what has no body may be another's request. */
function hasty({ told }: Front, throttled: ReturnType<typeof rough>['throttled']): string[] {
  return waitedFor(throttled).flatMap(({ at, least, key }) => {
    const next = told.find(
      ({ request, came }) => came > at && `${request.method} ${request.path} ${request.body}` === key,
    );
    return next && next.came - at < least
      ? [`${key.slice(0, 80)}: ${Math.round(next.came - at)} ms instead of ${least}`]
      : [];
  });
}

test('a service that throttles, fails and cuts connections is waited for as it asks, and is not blamed', async ({
  workspace,
}) => {
  const quiet = await startTenant({ proof: 'client-secret' });
  await workspace.run('conformance', selection, quiet.environment);
  const right = verdictsOf(workspace);
  await quiet.close();

  const { front, throttled } = rough();
  const tenant = await startTenant({ proof: 'client-secret', front });
  const { stdout } = await workspace.run('conformance', ['--workers=8', ...selection.slice(1)], tenant.environment);
  const seen = verdictsOf(workspace);
  expect(Object.keys(seen)).toEqual(Object.keys(right));
  const others = Object.entries(seen).filter(
    ([claim, verdict]) => verdict !== right[claim] && verdict !== 'inconclusive',
  );
  expect(others, stdout.slice(-3000)).toEqual([]);
  expect(waitedFor(throttled).length).toBeGreaterThan(10);
  expect(hasty(tenant.front, throttled)).toEqual([]);
  const passed = Object.values(seen).filter((verdict) => verdict === 'pass').length;
  expect(passed).toBeGreaterThan(Object.values(right).filter((verdict) => verdict === 'pass').length / 2);
  await tenant.close();
});
