import { readSync } from 'node:fs';
import { FileError } from '../../files/fileError.ts';
import { readText } from '../../files/readText.ts';
import { UsageError } from './usageError.ts';

/** No token is longer. */
const mostBytes = 64 * 1024;
const standardInput = '-';

/** Why a token is not taken from the command line, and how it is given instead. */
export const tokenIsSeen =
  'every user of the machine sees it in the list of processes (ps); set GRAPH_TOKEN in the environment or in .env, or name a file that holds the token: --token-file <file>, - for standard input';

/** The token in the only line of a file, or of standard input for `-`; no error quotes it. Throws `UsageError`. */
export function readTokenFile(file: string): string {
  const token = textOf(file).trim();
  if (token === '') throw new UsageError(`--token-file ${file} holds no token; it must hold one, and nothing else`);
  if (/\s/.test(token))
    throw new UsageError(`--token-file ${file} holds more than one word; it must hold the token, and nothing else`);
  return token;
}

function textOf(file: string): string {
  try {
    return file === standardInput ? readInput() : readText(file, { mostBytes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UsageError(`--token-file ${file} ${error.message}; name a file that holds the token`);
  }
}

/** Standard input to its end. Its handle may be one of those that do not wait: then there is nothing to read yet. */
function readInput(): string {
  const buffer = Buffer.alloc(mostBytes);
  for (let length = 0; length < mostBytes; ) {
    const read = readAvailable(buffer, length);
    if (read === 0) return buffer.toString('utf8', 0, length);
    length += read ?? 0;
  }
  throw new FileError(`is larger than the ${mostBytes} bytes that are read of such a file`);
}

/** How many bytes came; undefined if none did yet. */
function readAvailable(buffer: Buffer, from: number): number | undefined {
  try {
    return readSync(0, buffer, from, buffer.length - from, null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EOF') return 0;
    if (code !== 'EAGAIN') throw new FileError(`cannot be read (${String(code)})`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return undefined;
  }
}
