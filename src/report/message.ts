import type { Drift } from '../contract/drift.ts';
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

/** Drift in words: for each type its properties, and the members of its properties. */
export function describeDrift(drift: readonly Drift[]): string {
  const types = [...new Set(drift.map(({ type }) => type))];
  return types
    .map((type) => {
      const shown = drift
        .filter((one) => one.type === type)
        .map(({ property, member }) => (member === undefined ? property : `${property} ${JSON.stringify(member)}`));
      return `${type}: ${shown.join(', ')}`;
    })
    .join('\n');
}
