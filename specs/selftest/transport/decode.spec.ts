import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { decode } from '../../../src/transport/decode.ts';

const plain = Buffer.from('a text');
const unasked = (name: string): object => ({ undecodable: `content encoding "${name}" was not asked for` });

/** Bytes and their content encoding, and the text that they are, or why they are none. */
const bodies: readonly [title: string, bytes: Buffer, encoding: string | undefined, decoded: object][] = [
  ['no encoding', plain, undefined, { text: 'a text' }],
  ['an empty one', plain, ' ', { text: 'a text' }],
  ['identity', plain, 'Identity', { text: 'a text' }],
  ['more bytes than may be inflated', Buffer.from('a long text'), undefined, { text: 'a long text' }],
  ['gzip', gzipSync(plain), ' GZIP ', { text: 'a text' }],
  ['gzip of as much as may be inflated', gzipSync('123456'), 'gzip', { text: '123456' }],
  ['gzip of more', gzipSync('1234567'), 'gzip', { undecodable: 'more than 6 bytes after inflating' }],
  ['gzip that is none', plain, 'gzip', { undecodable: 'gzip: incorrect header check' }],
  ['gzip without its end', gzipSync(plain).subarray(0, -8), 'gzip', { undecodable: 'gzip: unexpected end of file' }],
  ['brotli', plain, 'br', unasked('br')],
  ['two encodings', plain, 'gzip, gzip', unasked('gzip, gzip')],
  ['bytes that are not UTF-8', Buffer.from([0xff]), undefined, { undecodable: 'the body is not UTF-8' }],
  ['a byte order mark', Buffer.from('\ufeffx'), undefined, { text: '\ufeffx' }],
];

for (const [title, bytes, encoding, decoded] of bodies)
  test(title, () => expect(decode(bytes, encoding, 6)).toEqual(decoded));
