import { type JsonValue, writeJson } from './json.ts';

/** How many signs of a value are shown. */
const most = 120;

/** How many signs before a difference are shown, where it lies too far behind to be seen otherwise. */
const before = 40;

/** A value in one line, cut after 120 signs; texts as JSON, and what cannot be seen by its number. */
export function show(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : part(signsOf(value), 0);
}

/** Two values in one line each, both from where their first difference can be seen. */
export function showDifference(
  expected: JsonValue | undefined,
  received: JsonValue | undefined,
): [expected: string, received: string] {
  if (expected === undefined || received === undefined) return [show(expected), show(received)];
  const [one, other] = [signsOf(expected), signsOf(received)];
  const different = one.findIndex((sign, index) => sign !== other[index]);
  const from = different < most - before ? 0 : different - before;
  return [part(one, from), part(other, from)];
}

function part(signs: readonly string[], from: number): string {
  const shown = signs.slice(from, from + most).join('');
  return `${from > 0 ? '…' : ''}${shown}${signs.length > from + most ? '…' : ''}`;
}

/** A value as JSON, in signs; what is invisible, or joins the letter before it, is written as `\u` and its number. */
function signsOf(value: JsonValue): string[] {
  const text = writeJson(value).replaceAll(/(?! )[\p{Z}\p{C}\p{M}]/gu, escaped);
  return text.match(/\\u[0-9a-f]{4}|\\.|./gsu) ?? [];
}

function escaped(sign: string): string {
  return sign
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
