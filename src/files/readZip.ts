import { inflateRawSync } from 'node:zlib';
import { FileError } from './fileError.ts';

/** What bounds an archive: which names it may hold, and how many bytes in all. */
export interface ZipBounds {
  readonly isDue: (name: string) => boolean;
  readonly mostBytes: number;
}

const marks = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 };
const sizes = { end: 22, entry: 46, file: 30 };
/** A comment may follow the end of an archive. */
const longestComment = 0xffff;
/** No entry of an archive without the extension for large ones is numbered so high. */
const extended = 0xffff;

const broken = 'is not a whole zip archive';

/**
 * The files in a zip archive by their names. Nothing is written to a disk, so that a name may say what it likes; those that are
 * not due are refused, and so is what inflates to more than is due. Throws `FileError`.
 */
export function readZip(bytes: Buffer, bounds: ZipBounds): Map<string, Buffer> {
  try {
    return entriesIn(bytes, bounds);
  } catch (error) {
    if (error instanceof RangeError) throw new FileError(broken);
    throw error;
  }
}

function entriesIn(bytes: Buffer, { isDue, mostBytes }: ZipBounds): Map<string, Buffer> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count === extended) throw new FileError(broken);
  const files = new Map<string, Buffer>();
  let left = mostBytes;
  let at = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (bytes.readUInt32LE(at) !== marks.entry) throw new FileError(broken);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + sizes.entry, at + sizes.entry + (nameLength ?? 0));
    if (!isDue(name)) throw new FileError('holds a file that no run writes');
    if (files.has(name)) throw new FileError('holds a file twice');
    const content = contentOf(bytes, at, left);
    left -= content.length;
    files.set(name, content);
    at += sizes.entry + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

function endOf(bytes: Buffer): number {
  const least = Math.max(0, bytes.length - sizes.end - longestComment);
  for (let at = bytes.length - sizes.end; at >= least; at -= 1) if (bytes.readUInt32LE(at) === marks.end) return at;
  throw new FileError(broken);
}

/** The content of the file that an entry is of, stored or deflated. */
function contentOf(bytes: Buffer, entry: number, most: number): Buffer {
  const method = bytes.readUInt16LE(entry + 10);
  const length = bytes.readUInt32LE(entry + 20);
  const file = bytes.readUInt32LE(entry + 42);
  if (bytes.readUInt32LE(file) !== marks.file) throw new FileError(broken);
  const start = file + sizes.file + bytes.readUInt16LE(file + 26) + bytes.readUInt16LE(file + 28);
  if (start + length > bytes.length) throw new FileError(broken);
  const content = bytes.subarray(start, start + length);
  if (method === 0 && length <= most) return content;
  if (method === 8) return inflated(content, most);
  throw new FileError(method === 0 ? tooLarge : broken);
}

const tooLarge = 'inflates to more bytes than a run has';

function inflated(content: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new FileError(isTooLarge ? tooLarge : broken);
  }
}
