import type { Range } from './range.ts';

/** A text without escapes, and where a part of it stands in the text that it was made of. */
export interface Unescaped {
  readonly text: string;
  whence(range: Range): Range;
}

/** A part of a text that came of a part of another: as long as that, or an escape, of which nothing is half. */
interface Part {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly isEscape: boolean;
}

/** The punctuation of ASCII by its names in HTML. */
const entities: Readonly<Record<string, string>> = {
  excl: '!',
  quot: '"',
  num: '#',
  dollar: '$',
  percnt: '%',
  amp: '&',
  apos: "'",
  lpar: '(',
  rpar: ')',
  ast: '*',
  midast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  lt: '<',
  equals: '=',
  gt: '>',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  hat: '^',
  lowbar: '_',
  underbar: '_',
  grave: '`',
  lcub: '{',
  lbrace: '{',
  verbar: '|',
  vert: '|',
  rcub: '}',
  rbrace: '}',
};

/** Escapes of one character after a backslash that are not the character itself. */
const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const mayEscape = /[\\%&\0]/;
/** Escapes of JSON and JavaScript, of URLs, and of HTML; and the zero bytes of UTF-16 that was read as UTF-8. */
const anEscape =
  /\\(?:u([\da-f]{4})|u\{0*([\da-f]{1,6})\}|([^ux]))|%u([\da-f]{4})|((?:%[\da-f]{2})+|(?:\\x[\da-f]{2})+)|&#0*(\d{1,7});?|&#x0*([\da-f]{1,6});?|&([a-z]{2,8});|\0+/gi;

/** A text with its escapes undone once; undefined where it has none. */
export function unescaped(text: string): Unescaped | undefined {
  if (!mayEscape.test(text)) return undefined;
  const parts: Part[] = [];
  const pieces: string[] = [];
  let [from, at] = [0, 0];
  const add = (piece: string, to: number, isEscape: boolean): void => {
    if (to > from) parts.push({ at, from, to, isEscape });
    pieces.push(piece);
    at += piece.length;
    from = to;
  };
  for (const match of text.matchAll(anEscape)) {
    const meant = meaning(match);
    if (meant === undefined) continue;
    add(text.slice(from, match.index), match.index, false);
    add(meant, match.index + match[0].length, true);
  }
  if (parts.length === 0) return undefined;
  add(text.slice(from), text.length, false);
  return { text: pieces.join(''), whence: (range) => whence(parts, range) };
}

function meaning(match: RegExpMatchArray): string | undefined {
  const [whole, json, braced, letter, wide, bytes, decimal, hexadecimal, name] = match;
  const code = json ?? braced ?? wide ?? hexadecimal;
  if (code !== undefined) return character(Number.parseInt(code, 16));
  if (decimal !== undefined) return character(Number(decimal));
  if (letter !== undefined) return letters[letter] ?? letter;
  if (bytes !== undefined) return ofBytes(Buffer.from(bytes.replaceAll(/%|\\x/gi, ''), 'hex'));
  return name === undefined ? whole.replaceAll('\0', '') : entities[name.toLowerCase()];
}

function character(code: number): string | undefined {
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

function ofBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** Where a range of what came of parts stands in what they came of. */
function whence(parts: readonly Part[], { from, to }: Range): Range {
  const first = partAt(parts, from);
  const last = partAt(parts, to - 1);
  if (!first || !last) return { from, to };
  return {
    from: first.isEscape ? first.from : first.from + from - first.at,
    to: last.isEscape ? last.to : last.from + to - last.at,
  };
}

/** The last part that begins at a place or before it and is not empty there. */
function partAt(parts: readonly Part[], place: number): Part | undefined {
  let [low, high] = [0, parts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.at ?? 0) <= place) low = middle;
    else high = middle;
  }
  return parts[low];
}
