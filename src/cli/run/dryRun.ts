import { Arranger } from '../../arrange/arranger.ts';
import { readUpload } from '../../arrange/definitionFile.ts';
import { Session, type SessionOptions } from '../../arrange/session.ts';
import { startMock } from '../../mock/server.ts';
import { segmentsOf } from '../../model/path.ts';
import type { Omission } from '../../plan/omission.ts';
import type { DryRun, LeftOut } from '../../report/console/dryRun.ts';
import { CircuitBreaker } from '../../run/circuitBreaker.ts';
import { leftOut } from '../../run/leftOut.ts';
import { runCase } from '../../run/runCase.ts';
import type { Suite } from '../../run/suite.ts';
import { whyNotMade } from '../../safety/skippedClaims.ts';
import { WriteGuard } from '../../safety/writeGuard.ts';
import { readTarget } from '../../settings/target.ts';
import { Client } from '../../transport/client.ts';
import { Patience } from '../../transport/time/patience.ts';

/** What a tenant has that a run may find: policies with values of two kinds and an assignment. */
const furniture = [
  'groupPolicyPresentationValueText',
  'groupPolicyPresentationValueBoolean',
  'groupPolicyConfigurationAssignment',
];

/**
 * What a run would send, write and skip. The plan is rehearsed on the embedded mock in the target's mode of writing, so
 * that nothing is sent to the target, and within the usual limits, which the mock keeps; how much a real one has to show is not known
 * beforehand.
 */
export async function rehearseRun(suite: Suite): Promise<DryRun> {
  const { target, api, safety, plan } = suite;
  const mock = await startMock({ api });
  const options = {
    baseUrl: mock.baseUrl,
    token: () => Promise.resolve(mock.token),
    limits: readTarget({}).limits,
    redact: (text: string) => text,
  };
  const common: Omit<SessionOptions, 'client'> = {
    api,
    patience: new Patience({ window: 0, total: 0 }),
    seed: target.seed,
    upload: readUpload(),
  };
  const host = new Client(options);
  const client = new Client({ ...options, guard: new WriteGuard(target.writes, safety) });
  try {
    for (const type of furniture)
      await new Arranger(new Session({ ...common, client: host, seed: 'others' }, type), type).obtain(type);
    const requests = new Map<string, number>();
    const notAsked = new Map<string, LeftOut>();
    let claims = 0;
    let cases = 0;
    for (const planned of plan) {
      const omissions = leftOut(planned, suite);
      claims += planned.claims.length;
      count(notAsked, omissions);
      if (planned.claims.every(({ id }) => omissions.has(id))) continue;
      cases += 1;
      const makes = (type: string): boolean => whyNotMade(type, target.writes, safety, api) === undefined;
      const session = new Session({ ...common, client, makes }, planned.documented.id);
      const { recorded } = await runCase(planned, suite, session, new CircuitBreaker());
      for (const { method, path, answer } of recorded.exchanges) {
        if (!answer) continue;
        const line = safety.find(method, segmentsOf(path.split('?')[0] ?? ''));
        const request = line?.request ?? `${method} what no page documents`;
        requests.set(request, (requests.get(request) ?? 0) + 1);
      }
    }
    const head = `dry run of GRAPH_TARGET=${target.kind}, GRAPH_WRITES=${target.writes}, levels ${target.levels.join(', ')}: nothing was sent to the target`;
    const rate = target.live?.pace.perSecond;
    return {
      head,
      planned: { cases: plan.length, claims },
      cases,
      requests,
      notAsked: [...notAsked.values()],
      ...(rate === undefined ? {} : { perSecond: rate }),
    };
  } finally {
    await host.close();
    await client.close();
    await mock.close();
  }
}

function count(notAsked: Map<string, LeftOut>, omissions: ReadonlyMap<string, Omission>): void {
  const own = new Set<string>();
  for (const omission of omissions.values()) {
    const key = JSON.stringify(omission);
    const { cases, claims } = notAsked.get(key) ?? { cases: 0, claims: 0 };
    notAsked.set(key, { omission, cases: cases + (own.has(key) ? 0 : 1), claims: claims + 1 });
    own.add(key);
  }
}
