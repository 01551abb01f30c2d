import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const gzip = Buffer.from([0x1f, 0x8b, 0x08]);
const entry = Buffer.from('PK\u0003\u0004');
/** Of what was compressed no more than this is looked at. */
const mostBytes = 64 * 1024 * 1024;

const longestKnown = 100;

type Decompress = (bytes: Uint8Array, options: { maxOutputLength: number; finishFlush: number }) => Buffer;

/**
 * Unpacks what is compressed in bytes. Most of what looks like it is not; that is found out by trying, which takes longer than to
 * search, so that there is a bound on the tries.
 */
export class Unpacking {
  readonly #tried = new Set<string>();
  #left = 20_000;

  /** What is compressed by gzip, in an entry of a zip, or by zlib, found by the marks at the beginning of each. */
  *within(bytes: Uint8Array): Generator<Uint8Array> {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const at of placesOf(gzip, all)) yield* this.#unpack(gunzipSync, all.subarray(at));
    for (const at of placesOf(entry, all)) yield* this.#unpack(inflateRawSync, contentOf(all.subarray(at)));
    if (isZlib(all)) yield* this.#unpack(inflateSync, all);
  }

  /** What is compressed in some pieces, each by itself, by zlib, or by deflate or brotli, which leave no mark. */
  *each(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
    for (const piece of pieces) {
      if (this.#isKnown(piece)) continue;
      if (isZlib(piece)) yield* this.#unpack(inflateSync, piece);
      yield* this.#unpack(inflateRawSync, piece);
      yield* this.#unpack(brotliDecompressSync, piece);
    }
  }

  /** Whether a short piece was tried before, as words are that look like digits. */
  #isKnown(piece: Uint8Array): boolean {
    if (piece.length > longestKnown) return false;
    const text = Buffer.from(piece).toString('latin1');
    if (this.#tried.has(text)) return true;
    this.#tried.add(text);
    return false;
  }

  /** What is decompressed, also of what was cut. */
  *#unpack(decompress: Decompress, bytes: Uint8Array): Generator<Uint8Array> {
    if (this.#left === 0) return;
    this.#left -= 1;
    const isBrotli = decompress === brotliDecompressSync;
    const finishFlush = isBrotli ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
    try {
      yield decompress(bytes, { maxOutputLength: mostBytes, finishFlush });
    } catch {
      // It was compressed in another way, or not at all.
    }
  }
}

function* placesOf(mark: Buffer, bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

/** The content of an entry of a zip, and what follows it. */
function contentOf(bytes: Buffer): Buffer {
  return bytes.length < 30 ? bytes : bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28));
}

/** The two bytes at the beginning of zlib (RFC 1950 §2.2). */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0;
}
