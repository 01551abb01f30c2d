import { Session, type SessionOptions } from '../arrange/session.ts';
import { CircuitBreaker } from '../run/circuitBreaker.ts';
import { runCase } from '../run/runCase.ts';
import type { Suite } from '../run/suite.ts';
import type { Client } from '../transport/client.ts';
import { Patience } from '../transport/time/patience.ts';

/** What running a plan came to: how many requests were sent, and how many claims did not pass. */
export interface PlanRun {
  readonly requests: number;
  readonly notPassed: number;
}

/** Does what a worker does with every case of the plan, one after the other, without a runner around it. */
export async function runPlan(suite: Suite, client: Client, upload: SessionOptions['upload']): Promise<PlanRun> {
  const { api, plan, target } = suite;
  const patience = new Patience({ window: target.convergence, total: 5 * target.convergence });
  let requests = 0;
  let notPassed = 0;
  for (const planned of plan) {
    const session = new Session({ api, client, patience, seed: target.seed, upload }, planned.documented.id);
    const { verdicts } = await runCase(planned, suite, session, new CircuitBreaker());
    requests += session.exchanges.length;
    notPassed += verdicts.filter(({ outcome }) => outcome !== 'pass').length;
  }
  return { requests, notPassed };
}
