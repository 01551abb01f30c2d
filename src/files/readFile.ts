import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { FileError } from './fileError.ts';
import { orRefuse } from './systemError.ts';

/** What bounds the reading of a file that anybody may have made. */
export interface Bounds {
  readonly mostBytes: number;
  /** The folder that the file has to lie in, links followed; without it the file may lie anywhere. */
  readonly within?: string;
}

/** Opening a pipe does not wait for a writer. Windows has no such flag, and no such files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const chunk = 1024 * 1024;

/**
 * The bytes of a regular file. Throws `FileError` for everything else that may have its name, before anything of it is read:
 * a folder, a pipe, a device, a link out of its folder, a file of more bytes than are due.
 */
export function readBytes(file: string, bounds: Bounds): Buffer {
  return orRefuse(() => {
    check(statSync(file), bounds);
    if (bounds.within !== undefined) stayWithin(bounds.within, file);
    const opened = openSync(file, withoutWaiting);
    try {
      check(fstatSync(opened), bounds);
      return readAll(opened, bounds.mostBytes);
    } finally {
      closeSync(opened);
    }
  });
}

/** Other kinds of file, each with its name. */
const others: readonly (readonly [is: (found: Stats) => boolean, name: string])[] = [
  [(found) => found.isDirectory(), 'a folder'],
  [(found) => found.isFIFO(), 'a pipe'],
  [(found) => found.isSocket(), 'a socket'],
  [() => true, 'a device'],
];

function check(found: Stats, { mostBytes }: Bounds): void {
  if (!found.isFile()) throw new FileError(`is ${others.find(([is]) => is(found))?.[1]}, not a file`);
  if (found.size > mostBytes) throw tooLarge(mostBytes);
}

function stayWithin(folder: string, file: string): void {
  const way = relative(realpathSync(folder), realpathSync(file));
  if (way.split(sep)[0] === '..') throw new FileError(`is a link to a file outside ${folder}`);
}

/** Reads to the end, however much the system said that there is: a file may grow, and those of /proc have no size. */
function readAll(opened: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; ; ) {
    const buffer = Buffer.allocUnsafe(chunk);
    const read = readSync(opened, buffer, 0, chunk, null);
    if (read === 0) return Buffer.concat(chunks, length);
    length += read;
    if (length > most) throw tooLarge(most);
    chunks.push(buffer.subarray(0, read));
  }
}

function tooLarge(most: number): FileError {
  return new FileError(`is larger than the ${most} bytes that are read of such a file`);
}
