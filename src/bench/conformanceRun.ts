import type { Results } from '../report/record/results.ts';
import type { Workspace } from './workspace.ts';

/** What a whole conformance run came to, in a process of its own: milliseconds from its start to its end. */
export interface ConformanceRun {
  readonly milliseconds: number;
  readonly code: number | null;
  readonly cases: number;
  readonly requests: number;
  /** Planned cases without a verdict: whose worker crashed, ran out of time, or was never started. */
  readonly notJudged: number;
  readonly claims: Results['totals']['claims'];
  readonly reasons: Results['reasons'];
}

/** Runs `conformance` in a workspace as npm runs it, and reads what it said. */
export async function runConformance(
  workspace: Workspace,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ConformanceRun> {
  const started = performance.now();
  const { code, stderr } = await workspace.run('conformance', args, environment);
  const milliseconds = performance.now() - started;
  if (code !== 0 && code !== 1) throw new Error(`conformance ${args.join(' ')} ended with ${code}: ${stderr}`);
  const { cases, plan, totals, reasons } = workspace.results();
  const judged = cases.filter(({ claims }) => claims.every(({ verdict }) => verdict !== 'error'));
  return {
    milliseconds,
    code,
    cases: plan.cases,
    requests: cases.reduce((sum, { requests }) => sum + requests, 0),
    notJudged: plan.cases - judged.length,
    claims: totals.claims,
    reasons,
  };
}
