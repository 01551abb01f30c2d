import type { Range } from './range.ts';

/** A text that is looked for: how much of it is enough, and which characters around it belong to it, as a pattern of one. */
export interface Phrase {
  readonly text: string;
  /** The fewest characters of its beginning that tell it, where no letter or digit follows. */
  readonly beginning?: number;
  /** What stands around it and is of the same encoding. */
  readonly around?: RegExp;
}

/** A part of a phrase of this length is enough anywhere. */
const enough = 16;
/** Phrases are cut into pieces of this length. */
const piece = 8;
/** How many characters are looked at together, and how far apart: a piece that stands anywhere has four that are looked at. */
const gram = 4;
const stride = piece - gram + 1;
const bits = 18;
const word = /[\p{L}\p{N}]/u;

interface Place {
  readonly phrase: Phrase;
  readonly at: number;
}

/**
 * Finds phrases, their beginnings and longer parts in a text, however many phrases there are, in time that grows with the
 * text alone: of a text only some characters are looked at, and most of these are in no phrase.
 */
export class Phrases {
  readonly #places = new Map<number, Place[]>();
  readonly #hashes = new Uint8Array(1 << bits);

  constructor(phrases: readonly Phrase[]) {
    for (const phrase of phrases) {
      const last = phrase.text.length - piece;
      for (let at = 0; at < last; at += piece) this.#addPiece(phrase, at);
      if (last >= 0) this.#addPiece(phrase, last);
    }
  }

  #addPiece(phrase: Phrase, start: number): void {
    for (let at = start; at < start + stride; at += 1) {
      const code = codeAt(phrase.text, at);
      const places = this.#places.get(code) ?? [];
      places.push({ phrase, at });
      this.#places.set(code, places);
      this.#hashes[hashOf(code)] = 1;
    }
  }

  /** Where phrases stand, or enough of them. */
  in(text: string): Range[] {
    const found: Range[] = [];
    const known = this.#hashes;
    const end = text.length - gram;
    for (let index = 0; index <= end; index += stride) {
      const code = codeAt(text, index);
      if (known[hashOf(code)] === 0) continue;
      for (const place of this.#places.get(code) ?? []) {
        const range = rangeOf(text, index, place);
        if (range) found.push(range);
      }
    }
    return found;
  }
}

/** Four characters as a number, which only those beyond ASCII may share. */
function codeAt(text: string, at: number): number {
  return (
    text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 7) ^
    (text.charCodeAt(at + 2) << 14) ^
    (text.charCodeAt(at + 3) << 21)
  );
}

function hashOf(code: number): number {
  return Math.imul(code, 0x9e3779b1) >>> (32 - bits);
}

/** How far a text agrees with a phrase around a piece of it, where that is enough to tell. */
function rangeOf(text: string, index: number, { phrase, at }: Place): Range | undefined {
  const { text: whole, beginning = whole.length, around } = phrase;
  if (!whole.startsWith(text.slice(index, index + gram), at)) return undefined;
  let [from, start] = [index, at];
  while (start > 0 && from > 0 && whole[start - 1] === text[from - 1]) [from, start] = [from - 1, start - 1];
  let [to, end] = [index + gram, at + gram];
  while (end < whole.length && to < text.length && whole[end] === text[to]) [to, end] = [to + 1, end + 1];
  const isWhole = start === 0 && end === whole.length;
  const isBeginning = start === 0 && end >= beginning && !word.test(text[to] ?? '');
  if (!isWhole && !isBeginning && to - from < enough) return undefined;
  return around === undefined ? { from, to } : spread(text, { from, to }, around);
}

function spread(text: string, { from, to }: Range, around: RegExp): Range {
  let [first, end] = [from, to];
  while (first > 0 && around.test(text[first - 1] ?? '')) first -= 1;
  while (end < text.length && around.test(text[end] ?? '')) end += 1;
  return { from: first, to: end };
}
