import type { Drift } from '../contract/drift.ts';
import { quote } from '../contract/edm/textFormat.ts';
import type { ClaimRecord } from './results.ts';
import { sanitise } from './sanitise.ts';

const longestPart = 1200;

/** A verdict that is not a pass, as it is read everywhere: what is promised, where, what was due and what came, and why. */
export function describeVerdict({ text, pointer, expected, received, reason, source }: ClaimRecord): string {
  const lines = [
    text,
    ...(expected === undefined ? [] : [`  expected: ${told(expected)}`]),
    ...(received === undefined ? [] : [`  received: ${told(received)}${pointer ? ` at ${told(pointer)}` : ''}`]),
    ...(reason === undefined ? [] : [`  because:  ${told(reason)}`]),
    `  source:   ${source.page}, ${source.section}`,
  ];
  return lines.join('\n');
}

/** A text as a part of a message: it cannot pass for a line of the message's own. */
function told(text: string): string {
  return sanitise(text, longestPart).replaceAll('\n', '\n            ');
}

/** A name as it is, or quoted where it is more than a word. */
function word(name: string): string {
  return /^[\w.]{1,100}$/.test(name) ? name : quote(name);
}

/** Drift in words: for each type its properties, and the members of its properties. */
export function describeDrift(drift: readonly Drift[]): string {
  const types = [...new Set(drift.map(({ type }) => type))];
  return types
    .map((type) => {
      const shown = drift
        .filter((one) => one.type === type)
        .map(({ property, member }) => (member === undefined ? word(property) : `${word(property)} ${quote(member)}`));
      return `${type}: ${shown.join(', ')}`;
    })
    .join('\n');
}
