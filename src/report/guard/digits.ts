/** What the digits of a text mean: all bytes; what of them reads as text; and runs that could be compressed, each by itself. */
export interface Meaning {
  readonly all: Uint8Array;
  readonly text: Uint8Array;
  readonly packed: readonly Uint8Array[];
}

/** A way to write bytes in digits: what each sign counts, the fewest digits of eight bytes, the bits of a digit, and how many digits may stand before those. */
interface Notation {
  readonly values: Uint8Array;
  readonly fewest: number;
  readonly bits: number;
  readonly starts: number;
}

/** Runs of digits one after the other, by their values, and where each ends. */
interface Runs {
  readonly digits: Uint8Array;
  readonly ends: readonly number[];
}

const none = 255;
const lineEnd = 64;
/** What stands between two runs: what readers of gzip stop at, and what no UTF-8 has. */
const [betweenBytes, betweenTexts] = [0, 255];
/** What is wrapped has lines of at least this length. */
const shortestLine = 40;
/** A part of base64, between two of its signs that are neither letter nor number, is looked at from this length. */
const shortestPart = 8;
/** Nothing that is compressed has fewer bytes. */
const fewestPacked = 12;

const notations: readonly Notation[] = [
  {
    values: valuesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', ['-', 62], ['_', 63]),
    fewest: 11,
    bits: 6,
    starts: 4,
  },
  {
    values: valuesOf('0123456789abcdef', ...[...'ABCDEF'].map((sign, index) => [sign, 10 + index] as const)),
    fewest: 16,
    bits: 4,
    starts: 2,
  },
];

const isReadable = new Uint8Array(256).fill(1, 0x20, 0x7f);
for (const byte of [0, 9, 10, 13]) isReadable[byte] = 1;

function valuesOf(alphabet: string, ...more: readonly (readonly [sign: string, value: number])[]): Uint8Array {
  const values = new Uint8Array(256).fill(none);
  const all = [...[...alphabet].map((sign, index) => [sign, index] as const), ...more, ['\r', lineEnd] as const];
  for (const [sign, value] of [...all, ['\n', lineEnd] as const]) values[sign.charCodeAt(0)] = value;
  return values;
}

/** What runs of digits of base64 and of hexadecimal in a text mean, for each place in a run where its first byte may begin. */
export function* meanings(text: Uint8Array): Generator<Meaning> {
  for (const notation of notations) {
    const runs = runsIn(text, notation);
    const read = new Set<number>();
    for (let start = 0; start < notation.starts && read.size < runs.ends.length; start += 1)
      yield meaningOf(runs, start, notation.bits, read);
  }
}

/** The runs in a text, found without looking at every byte; what is wrapped goes on in the next line. */
function runsIn(text: Uint8Array, { values, fewest, bits }: Notation): Runs {
  const digits = new Uint8Array(text.length);
  const ends: number[] = [];
  let size = 0;
  for (let at = 0; at < text.length; at += 1) {
    while (at + fewest <= text.length && values[text[at + fewest - 1] ?? 0] === none) at += fewest;
    const start = size;
    for (let line = 0; at < text.length; at += 1) {
      const value = values[text[at] ?? 0] ?? none;
      if (value === none || (value === lineEnd && line < shortestLine)) break;
      if (value === lineEnd) line = shortestLine;
      else digits[size++] = value;
      line += 1;
    }
    if (size - start >= fewest && (bits === 4 || hasCapitals(digits, start, size))) ends.push(size);
    else size = start;
  }
  return { digits, ends };
}

/** Whether digits of base64 have as many capitals as no words and paths have: those of bytes hardly ever have fewer. */
function hasCapitals(digits: Uint8Array, from: number, end: number): boolean {
  let [capitals, length] = [0, 0];
  for (let at = from; at < end; at += 1) {
    const digit = digits[at] ?? 0;
    if (digit < 26) capitals += 1;
    length += 1;
    const isLast = digit > 61 || at + 1 === end;
    if (isLast && length >= shortestPart && capitals * 6 >= length) return true;
    if (isLast) [capitals, length] = [0, 0];
  }
  return false;
}

/** What runs mean from a place in them on, but those that are `read` already: they have a meaning that reads as text. */
function meaningOf({ digits, ends }: Runs, start: number, bits: number, read: Set<number>): Meaning {
  const room = (ends.at(-1) ?? 0) + ends.length;
  const [all, text, packed] = [new Uint8Array(room), new Uint8Array(room), [] as Uint8Array[]];
  let [size, textSize, next] = [0, 0, 0];
  for (const end of ends) {
    const from = next + start;
    next = end;
    if (read.has(end)) continue;
    const first = size;
    let [value, held, readable] = [0, 0, 0];
    for (let at = from; at < end; at += 1) {
      value = ((value << bits) | (digits[at] ?? 0)) & 0xffff;
      held += bits;
      if (held < 8) continue;
      held -= 8;
      const byte = (value >> held) & 0xff;
      all[size++] = byte;
      readable += isReadable[byte] ?? 0;
    }
    const bytes = all.subarray(first, size);
    if (readable * 5 >= bytes.length * 4) {
      text.set(bytes, textSize);
      textSize += bytes.length;
      text[textSize++] = betweenTexts;
      read.add(end);
    } else if (start === 0 && bytes.length >= fewestPacked) packed.push(bytes);
    all[size++] = betweenBytes;
  }
  return { all: all.subarray(0, size), text: text.subarray(0, textSize), packed };
}
