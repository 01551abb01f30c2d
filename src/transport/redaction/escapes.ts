import type { Range } from './range.ts';

/** A text without escapes, and where a part of it stands in the text that it was made of. */
export interface Unescaped {
  readonly text: string;
  whence(range: Range): Range;
}

/** A part of a text and what it means: itself, or an escape, of which nothing is half. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly meant: string;
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

/** What escapes are, and what each means; undefined for what is none after all. */
interface Reading {
  readonly mayEscape: RegExp;
  readonly pattern: RegExp;
  readonly meaning: (match: RegExpMatchArray) => string | undefined;
}

const asMeant: Reading = { mayEscape, pattern: anEscape, meaning };
const asLetters: Reading = { mayEscape: /\\/, pattern: /\\([^\\])/g, meaning: ([, letter]) => letter };

/** How many parts are joined at a time, so that a text of nothing but escapes takes little memory. */
const joinedAtOnce = 4096;

/** A text with its escapes undone once; undefined if it has none. */
export function unescaped(text: string): Unescaped | undefined {
  return read(text, asMeant);
}

/** A text without the backslash before any character, also where that stands for another one; undefined if it has none. */
export function unslashed(text: string): Unescaped | undefined {
  return read(text, asLetters);
}

function read(text: string, reading: Reading): Unescaped | undefined {
  if (!reading.mayEscape.test(text)) return undefined;
  let count = 0;
  let whole = '';
  let pieces: string[] = [];
  for (const { meant } of partsOf(text, reading)) {
    count += 1;
    if (pieces.push(meant) < joinedAtOnce) continue;
    whole += pieces.join('');
    pieces = [];
  }
  if (count === 0) return undefined;
  let origin: Origin | undefined;
  return {
    text: whole + pieces.join(''),
    whence: (range) => {
      origin ??= originOf(text, count, reading);
      return whence(origin, range);
    },
  };
}

/** The parts of a text in their order; none if it has no escape. */
function* partsOf(text: string, { pattern, meaning: meaningOf }: Reading): Generator<Part> {
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const meant = meaningOf(match);
    if (meant === undefined) continue;
    const { index } = match;
    const to = index + match[0].length;
    if (index > from) yield { from, to: index, meant: text.slice(from, index), isEscape: false };
    yield { from: index, to, meant, isEscape: true };
    from = to;
  }
  if (from > 0 && from < text.length) yield { from, to: text.length, meant: text.slice(from), isEscape: false };
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

/** Where parts begin in what they mean, and where they stand. */
interface Origin {
  readonly at: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly isEscape: Uint8Array;
}

function originOf(text: string, count: number, reading: Reading): Origin {
  const all = {
    at: new Int32Array(count),
    from: new Int32Array(count),
    to: new Int32Array(count),
    isEscape: new Uint8Array(count),
  };
  let [index, at] = [0, 0];
  for (const { from, to, meant, isEscape } of partsOf(text, reading)) {
    all.at[index] = at;
    all.from[index] = from;
    all.to[index] = to;
    all.isEscape[index] = isEscape ? 1 : 0;
    at += meant.length;
    index += 1;
  }
  return all;
}

/** Where a range of what parts mean stands in the text that has them. */
function whence(origin: Origin, { from, to }: Range): Range {
  return { from: placeOf(origin, from).from, to: placeOf(origin, to - 1).to };
}

/** Where a character of what parts mean stands: an escape as a whole. */
function placeOf({ at, from, to, isEscape }: Origin, place: number): Range {
  let [low, high] = [0, at.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  const start = from[low] ?? 0;
  if (isEscape[low] === 1) return { from: start, to: to[low] ?? start };
  const character = start + place - (at[low] ?? 0);
  return { from: character, to: character + 1 };
}
