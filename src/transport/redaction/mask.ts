import { joined, type Range } from './range.ts';

const ofNumber = /[\d.eE+-]/;
/** What ends a name of JSON. */
const endOfName = /[^"\\\n]{0,99}"\s{0,99}:/y;

/**
 * A text with some ranges replaced, so that it is still what it was: a number of JSON stays a number, and names that were
 * different stay different.
 */
export function masked(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const kept: string[] = [];
  let from = 0;
  let names = 0;
  for (const range of joined(ranges)) {
    const number = numberAround(text, range);
    if (number && number.from < from) continue;
    const { from: start, to } = number ?? range;
    endOfName.lastIndex = to;
    const isName = number === undefined && endOfName.test(text);
    if (isName) names += 1;
    kept.push(text.slice(from, start), number ? '0' : isName && names > 1 ? `[redacted ${names}]` : '[redacted]');
    from = to;
  }
  return kept.join('') + text.slice(from);
}

/** The number of JSON that a range is in, where the text is JSON and it is not in a string. */
function numberAround(text: string, { from, to }: Range): Range | undefined {
  if (!ofNumber.test(text[from] ?? '') || !/^\s*[[{\d-]/.test(text)) return undefined;
  let [first, end] = [from, to];
  while (first > 0 && ofNumber.test(text[first - 1] ?? '')) first -= 1;
  while (end < text.length && ofNumber.test(text[end] ?? '')) end += 1;
  const literal = text.slice(first, end);
  const isNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(literal);
  const isValue = /[[:,\s]/.test(text[first - 1] ?? ' ') && /[\],}\s]/.test(text[end] ?? ' ');
  return isNumber && isValue ? { from: first, to: end } : undefined;
}
