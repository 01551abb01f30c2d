/** No secret that is looked for has fewer bytes. */
export const shortestNeedle = 8;
/** How many bytes are looked at together, and how far apart: a needle that stands anywhere has four that are looked at. */
const gram = 4;
const stride = shortestNeedle - gram + 1;
const bits = 16;

interface Place {
  readonly needle: Buffer;
  readonly at: number;
}

/** Finds out whether bytes hold any of some needles of at least eight bytes, in a time that hardly depends on how many these are. */
export class Needles {
  readonly #places = new Map<number, Place[]>();
  readonly #hashes = new Uint8Array(1 << bits);

  constructor(needles: readonly Buffer[]) {
    for (const needle of needles)
      for (let at = 0; at < stride; at += 1) {
        const code = codeAt(needle, at);
        const places = this.#places.get(code) ?? [];
        places.push({ needle, at });
        this.#places.set(code, places);
        this.#hashes[hashOf(code)] = 1;
      }
  }

  /** Whether any needle stands in some bytes. */
  areIn(bytes: Uint8Array): boolean {
    const known = this.#hashes;
    const end = bytes.length - gram;
    for (let index = 0; index <= end; index += stride) {
      const code = codeAt(bytes, index);
      if (known[hashOf(code)] === 1 && this.#isAt(bytes, index, code)) return true;
    }
    return false;
  }

  #isAt(bytes: Uint8Array, index: number, code: number): boolean {
    return (this.#places.get(code) ?? []).some(({ needle, at }) => {
      const start = index - at;
      return start >= 0 && Buffer.compare(needle, bytes.subarray(start, start + needle.length)) === 0;
    });
  }
}

function codeAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function hashOf(code: number): number {
  return Math.imul(code, 0x85ebca6b) >>> (32 - bits);
}
