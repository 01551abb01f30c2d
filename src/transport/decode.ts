import { gunzipSync } from 'node:zlib';
import { quote } from '../value/edm/textFormat.ts';

/** Bytes as text, or why they are none. */
export type Decoded = { readonly text: string } | { readonly undecodable: string };

/** Undoes the content encoding (gzip or none) and reads UTF-8, both strictly; an inflated body may have `maxBytes`. */
export function decode(bytes: Buffer, contentEncoding: string | undefined, maxBytes: number): Decoded {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity' && encoding !== 'gzip')
    return { undecodable: `content encoding ${quote(encoding)} was not asked for` };
  let plain = bytes;
  if (encoding === 'gzip') {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const isTooLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return { undecodable: isTooLarge ? `more than ${maxBytes} bytes after inflating` : `gzip: ${error.message}` };
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain) };
  } catch {
    return { undecodable: 'the body is not UTF-8' };
  }
}
