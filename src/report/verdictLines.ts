import { counted } from './counted.ts';
import { type Decision, decisionOf, type Results } from './results.ts';
import { describeTarget } from './targetText.ts';

/** The last lines of a run: what was judged against what, and the verdict with its reasons. */
export function verdictLines(results: Results): string[] {
  const { plan, totals, target, milliseconds, reasons } = results;
  const judged = plan.claims - totals.claims.inconclusive - totals.claims.skipped - totals.claims.error;
  const words: Readonly<Record<Decision, string>> = {
    conformant: `CONFORMANT${reservationsOf(results)}`,
    'not conformant': `NOT CONFORMANT: ${reasons.join('; ')}`,
    inconclusive: `INCONCLUSIVE: ${reasons.join('; ')}`,
  };
  return [
    `${counted(plan.cases, 'case')} with ${counted(plan.claims, 'claim')} against ${describeTarget(target)}: ${judged} judged in ${(milliseconds / 1000).toFixed(1)} s`,
    words[decisionOf(results)],
  ];
}

/** What a conformant run has to say besides: what was not kept and let pass, and what the target does not claim. */
function reservationsOf({ totals, cases }: Results): string {
  const { deviation } = totals.claims;
  const warned = cases.flatMap(({ claims }) => claims).filter(({ warning }) => warning !== undefined).length;
  const passed = [
    ...(deviation > 0 ? [counted(deviation, 'known deviation')] : []),
    ...(warned > 0 ? [`${counted(warned, 'promise')} let pass by policy`] : []),
  ];
  return [
    ...(totals.unclaimed > 0 ? [' in what it claims'] : []),
    ...(passed.length > 0 ? [` with ${passed.join(' and ')}`] : []),
    ...(totals.unclaimed > 0 ? [`; ${counted(totals.unclaimed, 'claim')} it does not make`] : []),
  ].join('');
}
