import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { writeJson } from '../value/json.ts';
import type { MockAnswer } from './message.ts';

/** How answers are transferred: compressed, in pieces without a length, with header names in capitals. */
export interface Manner {
  readonly gzip?: boolean;
  readonly chunked?: boolean;
  readonly capitals?: boolean;
}

/** A whole answer that no request asks for. */
const unasked = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/** Writes an answer to a connection. */
export function write(
  response: ServerResponse,
  { status, headers, body, text, twice }: MockAnswer,
  { gzip = false, chunked = false, capitals = false }: Manner = {},
): void {
  const written = text ?? (body === undefined ? undefined : writeJson(body));
  const plain = written === undefined ? undefined : Buffer.from(written);
  const bytes = plain && gzip ? gzipSync(plain) : plain;
  const all = {
    ...headers,
    ...(bytes && gzip ? { 'content-encoding': 'gzip' } : {}),
    ...(bytes && !chunked ? { 'content-length': bytes.length } : {}),
  };
  const names = Object.entries(all).map(([name, value]) => [capitals ? name.toUpperCase() : name, value] as const);
  response.writeHead(status, Object.fromEntries(names));
  if (bytes && chunked)
    for (const [index] of bytes.entries()) if (index % 7 === 0) response.write(bytes.subarray(index, index + 7));
  const { socket } = response;
  if (twice) response.once('finish', () => socket?.writable && socket.write(unasked));
  response.end(chunked ? undefined : bytes);
}
