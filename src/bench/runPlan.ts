import { Session, type SessionOptions } from '../arrange/session.ts';
import { check } from '../judge/check.ts';
import { driftIn } from '../judge/drift.ts';
import { judge } from '../judge/verdict.ts';
import type { Suite } from '../run/suite.ts';
import { perform } from '../send/perform.ts';
import type { Client } from '../transport/client.ts';
import { Patience } from '../transport/time/patience.ts';

/** What running a plan came to: how many requests were sent, and how many claims did not pass. */
export interface PlanRun {
  readonly requests: number;
  readonly notPassed: number;
}

/** Does what a worker does with every case of the plan, one after the other, without a runner around it. */
export async function runPlan(
  { api, plan, target, deviations }: Suite,
  client: Client,
  upload: SessionOptions['upload'],
): Promise<PlanRun> {
  const patience = new Patience({ window: target.convergence, total: 5 * target.convergence });
  let requests = 0;
  let notPassed = 0;
  for (const { documented, claims } of plan) {
    const session = new Session({ api, client, patience, seed: target.seed, upload }, documented.id);
    const { evidence } = await perform(documented, session);
    const verdicts = judge(check(documented, evidence, api, claims), documented.contract.id, deviations);
    driftIn(api, session.exchanges);
    requests += session.exchanges.length;
    notPassed += verdicts.filter(({ outcome }) => outcome !== 'pass').length;
  }
  return { requests, notPassed };
}
