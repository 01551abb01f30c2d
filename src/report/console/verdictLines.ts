import { notAskedWords } from '../record/notAsked.ts';
import { decisionOf, type Results } from '../record/results.ts';
import type { Decision } from '../record/runReasons.ts';
import { numbersOf } from '../record/totals.ts';
import { counted } from '../text/counted.ts';
import { describeTarget } from '../text/targetText.ts';

/** The last lines of a run: what was planned, asked and judged against what, and the verdict with its reasons. */
export function verdictLines(results: Results): string[] {
  const { plan, totals, target, milliseconds } = results;
  const { planned, asked, judged } = numbersOf(totals.claims);
  return [
    `${counted(plan.cases, 'case')} with ${counted(planned, 'claim')} against ${describeTarget(target)}: ${asked} asked, ${judged} judged in ${(milliseconds / 1000).toFixed(1)} s`,
    verdictWord(results),
  ];
}

/** The verdict of a run with its reasons. */
export function verdictWord(results: Results): string {
  return words[decisionOf(results)](results);
}

const words: Readonly<Record<Decision, (results: Results) => string>> = {
  conformant: (results) => `CONFORMANT${reservationsOf(results)}`,
  'not conformant': (results) => `NOT CONFORMANT: ${against(results)}`,
  inconclusive: (results) => `INCONCLUSIVE: ${against(results)}`,
  incomplete: (results) => `INCOMPLETE: ${against(results)}`,
  error: (results) => `ERROR: ${against(results)}`,
  interrupted: (results) => against(results).replace(/^interrupted/, 'INTERRUPTED'),
};

/** What stands against conformance, and what healed besides. */
function against({ reasons, totals }: Results): string {
  const { healed } = totals.claims;
  return [...reasons, ...(healed > 0 ? [healedWords(healed)] : [])].join('; ');
}

/** What a conformant run has to say besides: what was not kept and let pass, what healed, and what was not asked. */
function reservationsOf({ totals, cases }: Results): string {
  const { deviation, healed } = totals.claims;
  const notAsked = totals.notAsked ?? [];
  const warned = cases.flatMap(({ claims }) => claims).filter(({ warning }) => warning !== undefined).length;
  const passed = [
    ...(deviation > 0 ? [counted(deviation, 'known deviation')] : []),
    ...(warned > 0 ? [`${counted(warned, 'promise')} let pass by policy`] : []),
  ];
  return [
    ...(notAsked.length > 0 ? [' in what was asked'] : []),
    ...(passed.length > 0 ? [` with ${passed.join(' and ')}`] : []),
    ...(healed > 0 ? [`; ${healedWords(healed)}`] : []),
    ...(notAsked.length > 0 ? [`; ${notAskedWords(notAsked)}`] : []),
  ].join('');
}

/** That recorded deviations no longer show, and what to do about it. */
function healedWords(healed: number): string {
  return `${counted(healed, 'claim')} healed: delete the recorded ${healed === 1 ? 'deviation' : 'deviations'}`;
}
