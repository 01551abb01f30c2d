import { counted } from './counted.ts';
import type { Results } from './results.ts';
import { describeTarget } from './targetText.ts';

/** The last lines of a run: what was judged against what, and the verdict with its reasons. */
export function verdictLines({ conformant, reasons, plan, totals, target, milliseconds }: Results): string[] {
  const judged = plan.claims - totals.claims.inconclusive - totals.claims.skipped - totals.claims.error;
  const part = totals.unclaimed > 0 ? ` in what it claims; ${counted(totals.unclaimed, 'claim')} it does not make` : '';
  return [
    `${counted(plan.cases, 'case')} with ${counted(plan.claims, 'claim')} against ${describeTarget(target)}: ${judged} judged in ${(milliseconds / 1000).toFixed(1)} s`,
    conformant ? `CONFORMANT${part}` : `NOT CONFORMANT: ${reasons.join('; ')}`,
  ];
}
