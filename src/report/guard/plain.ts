const [zero, percent, ampersand, backslash] = [0, 0x25, 0x26, 0x5c];
const beginnings = [zero, percent, ampersand, backslash];
const begins = new Uint8Array(256);
for (const byte of beginnings) begins[byte] = 1;
/** So many bytes are sooner looked at one by one. */
const nearby = 48;

const digits = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries())
  for (const sign of [digit, digit.toUpperCase()]) digits[sign.charCodeAt(0)] = value;

/** Letters after a backslash that mean another character. */
const controls: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, f: 12, r: 13 };

/** What HTML calls the punctuation of ASCII; where two names are one sign, both. */
const names =
  'excl ! quot " num # dollar $ percnt % amp & apos \' lpar ( rpar ) ast * midast * plus + comma , period . sol / colon : semi ; lt < equals = gt > quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] hat ^ lowbar _ underbar _ grave ` lcub { lbrace { verbar | vert | rcub } rbrace }';
const signs = new Map(
  [...names.matchAll(/(\S+) (\S)/g)].map(([, name = '', sign = '']) => [name, sign.charCodeAt(0)] as const),
);

/** What an escape means: a character by its number, or one byte of several; and how long the escape is. */
interface Escape {
  readonly length: number;
  readonly code?: number;
  readonly byte?: number;
}

/**
 * Bytes of a text with the escapes of JSON and JavaScript (`\/`, `\u002b`, `\x2b`), of URLs (`%2b`) and of HTML (`&plus;`,
 * `&#43;`, `&#x2b;`) undone once, and without zero bytes, which leaves the ASCII of UTF-16; undefined where there are none.
 */
export function plainer(bytes: Uint8Array): Uint8Array | undefined {
  const { length } = bytes;
  const marks = new Marks(bytes);
  let out: Uint8Array | undefined;
  let [copied, written] = [0, 0];
  // The first half of a pair of UTF-16 that stood just before, and where it was written.
  let [high, highAt] = [0, 0];
  for (let at = marks.from(0); at < length; at = marks.from(at)) {
    const found = escapeAt(bytes, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    out ??= new Uint8Array(length);
    if (at > copied) high = 0;
    written = copy(bytes, copied, at, out, written);
    const { byte, code } = found;
    if (byte !== undefined) out[written++] = byte;
    else if (code !== undefined) {
      const isPair = high > 0 && code >= 0xdc00 && code < 0xe000;
      const start = isPair ? highAt : written;
      written = write(out, start, isPair ? 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00) : code);
      [high, highAt] = code >= 0xd800 && code < 0xdc00 ? [code, start] : [0, 0];
    }
    at += found.length;
    copied = at;
  }
  return out?.subarray(0, copy(bytes, copied, length, out, written));
}

/** The places of what escapes begin with. Where these are near each other they are found by looking at every byte, else by a search. */
class Marks {
  readonly #bytes: Uint8Array;
  readonly #next = [-1, -1, -1, -1];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The first place from one on; the end where there is none. */
  from(start: number): number {
    const bytes = this.#bytes;
    const near = Math.min(start + nearby, bytes.length);
    let at = start;
    while (at < near && begins[bytes[at] ?? 0] === 0) at += 1;
    return at < near || near === bytes.length ? at : this.#search(at);
  }

  #search(start: number): number {
    let first = this.#bytes.length;
    for (const [index, byte] of beginnings.entries()) {
      let next = this.#next[index] ?? -1;
      if (next < start) {
        const found = this.#bytes.indexOf(byte, start);
        next = found < 0 ? this.#bytes.length : found;
        this.#next[index] = next;
      }
      first = Math.min(first, next);
    }
    return first;
  }
}

/** Copies bytes from a place to before another; gives the place after them. */
function copy(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  if (to - from > nearby) out.set(bytes.subarray(from, to), at);
  else for (let index = from; index < to; index += 1) out[at + index - from] = bytes[index] ?? 0;
  return at + to - from;
}

function escapeAt(bytes: Uint8Array, at: number): Escape | undefined {
  switch (bytes[at]) {
    case zero:
      return { length: 1 };
    case percent:
      return percentAt(bytes, at);
    case ampersand:
      return entityAt(bytes, at);
    default:
      return backslashAt(bytes, at);
  }
}

function percentAt(bytes: Uint8Array, at: number): Escape | undefined {
  const byte = numberAt(bytes, at + 1, 2);
  if (byte !== undefined) return { length: 3, byte };
  const unit = bytes[at + 1] === 0x75 ? numberAt(bytes, at + 2, 4) : undefined;
  return unit === undefined ? undefined : { length: 6, code: unit };
}

function backslashAt(bytes: Uint8Array, at: number): Escape | undefined {
  const letter = String.fromCharCode(bytes[at + 1] ?? 0);
  if (letter === 'x') {
    const byte = numberAt(bytes, at + 2, 2);
    return byte === undefined ? undefined : { length: 4, byte };
  }
  if (letter === 'u') return unicodeAt(bytes, at);
  const byte = controls[letter] ?? bytes[at + 1];
  return byte === undefined ? undefined : { length: 2, byte };
}

function unicodeAt(bytes: Uint8Array, at: number): Escape | undefined {
  if (bytes[at + 2] === 0x7b) {
    const [, digits = ''] = /^\{([\da-f]{1,8})\}/i.exec(textAt(bytes, at + 2, 10)) ?? [];
    return digits === '' ? undefined : { length: digits.length + 4, code: Number.parseInt(digits, 16) };
  }
  const unit = numberAt(bytes, at + 2, 4);
  return unit === undefined ? undefined : { length: 6, code: unit };
}

function entityAt(bytes: Uint8Array, at: number): Escape | undefined {
  const [whole = '', hexadecimal, decimal, name] =
    /^&(?:#x([\da-f]{1,10});?|#(\d{1,10});?|([a-z]{2,8});)/i.exec(textAt(bytes, at, 14)) ?? [];
  const code =
    hexadecimal !== undefined
      ? Number.parseInt(hexadecimal, 16)
      : decimal !== undefined
        ? Number(decimal)
        : signs.get(name?.toLowerCase() ?? '');
  return code === undefined ? undefined : { length: whole.length, code };
}

function numberAt(bytes: Uint8Array, at: number, count: number): number | undefined {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = digits[bytes[index] ?? 0] ?? -1;
    if (digit < 0) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Writes a character in UTF-8; gives the place after it. */
function write(out: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    out[at] = code;
    return at + 1;
  }
  if (code > 0x10ffff) return at;
  const encoded = Buffer.from(String.fromCodePoint(code));
  out.set(encoded, at);
  return at + encoded.length;
}
