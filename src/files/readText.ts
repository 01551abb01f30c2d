import { otherEncoding } from './encoding.ts';
import { FileError } from './fileError.ts';
import { type Bounds, readBytes } from './readFile.ts';

/** The text of a file in UTF-8, with or without a byte order mark. Throws `FileError` for another encoding, as for `readBytes`. */
export function readText(file: string, bounds: Bounds): string {
  return textOf(readBytes(file, bounds));
}

const powerShell = ' (in PowerShell: Set-Content -Encoding utf8, for > writes UTF-16)';

/** The text that bytes are in UTF-8. Throws `FileError` for bytes that are none, and for what other encodings look like. */
export function textOf(bytes: Buffer): string {
  const other = otherEncoding(bytes);
  if (other !== undefined)
    throw new FileError(`is ${other}, not UTF-8; save it as UTF-8${other === 'UTF-16' ? powerShell : ''}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError('is not UTF-8; save it as UTF-8');
  }
}
