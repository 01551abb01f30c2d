import type { Results } from './results.ts';

/** Against what a run was, as it is told. */
export function targetName({ kind, baseUrl }: Results['target']): string {
  return baseUrl ?? `the ${kind} mock`;
}

/** The last lines of a run: what was judged against what, and the verdict with its reasons. */
export function verdictLines({ conformant, reasons, plan, totals, target, milliseconds }: Results): string[] {
  const judged = plan.claims - totals.claims.inconclusive - totals.claims.skipped - totals.claims.error;
  return [
    `${plan.cases} cases with ${plan.claims} claims against ${targetName(target)}: ${judged} judged in ${(milliseconds / 1000).toFixed(1)} s`,
    conformant ? 'CONFORMANT' : `NOT CONFORMANT: ${reasons.join('; ')}`,
  ];
}
