import { FileError } from './fileError.ts';
import { type Bounds, readBytes } from './readFile.ts';

/** The text of a file in UTF-8, with or without a byte order mark. Throws `FileError` for another encoding, as for `readBytes`. */
export function readText(file: string, bounds: Bounds): string {
  return textOf(readBytes(file, bounds));
}

/** The text that bytes are in UTF-8. Throws `FileError` for bytes that are none, and for what other encodings look like. */
function textOf(bytes: Buffer): string {
  const other = otherEncoding(bytes);
  if (other !== undefined) throw new FileError(`is ${other}, not UTF-8; save it as UTF-8`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError('is not UTF-8; save it as UTF-8');
  }
}

function otherEncoding(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  const nul = bytes.indexOf(0);
  if (nul < 0) return undefined;
  // Every other byte of Latin letters in UTF-16 is zero; a text in UTF-8 has none.
  return nul < 2 && bytes.indexOf(0, nul + 1) === nul + 2 ? 'UTF-16' : 'binary';
}
