import type { ClaimRecord } from './results.ts';
import { sanitise } from './sanitise.ts';

/** A verdict that is not a pass, as it is read everywhere: what is promised, where, what was due and what came, and why. */
export function describeVerdict({ text, pointer, expected, received, reason, source }: ClaimRecord): string {
  const lines = [
    text,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(received === undefined ? [] : [`  received: ${received}${pointer ? ` at ${pointer}` : ''}`]),
    ...(reason === undefined ? [] : [`  because:  ${reason}`]),
    `  source:   ${source.page}, ${source.section}`,
  ];
  return sanitise(lines.join('\n'));
}
