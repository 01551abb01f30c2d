import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { encodings } from '../../../../fixtures/encodings.ts';
import { filesWithSecrets, Guard, tokenBeginnings, withheld } from '../../../../src/report/guard/guard.ts';

const secret = 'canary-Zk9/+x&"<0123456789>';

/** The files of a folder that holds one that the guard takes for a leak. */
function scan(content: string | Buffer, secrets: readonly string[] = [secret], name = 'report.bin'): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  try {
    writeFileSync(join(folder, name), content);
    return filesWithSecrets(folder, secrets);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const long = `x ${secret} y`.repeat(20);
const zip = (text: string | Buffer): Buffer => Buffer.from(zipSync({ 'folder/file.txt': Buffer.from(text) }));
const binary: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(text, 'utf16le').swap16(),
  gzip: (text) => gzipSync(text),
  'gzip in gzip': (text) => gzipSync(gzipSync(text)),
  'a zip': zip,
  'a zip in a zip': (text) => zip(zip(text)),
  zlib: (text) => deflateSync(text),
};
const unmarked: Readonly<Record<string, (text: string) => Buffer>> = {
  deflate: (text) => deflateRawSync(text),
  brotli: (text) => brotliCompressSync(text),
};

test.describe('the guard finds a secret', () => {
  for (const [title, encode] of Object.entries(encodings)) {
    test(`in ${title}`, () => expect(scan(`before ${encode(secret)} after`)).toHaveLength(1));
    test(`in ${title}, in a report`, () => {
      const report = JSON.stringify({ text: JSON.stringify({ received: `before ${encode(secret)} after` }) });
      expect(scan(gzipSync(report))).toHaveLength(1);
    });
  }
  for (const [title, pack] of Object.entries(binary))
    test(`in ${title}`, () => expect(scan(pack(long))).toHaveLength(1));
  for (const [title, pack] of Object.entries({ ...binary, ...unmarked }))
    for (const digits of ['base64', 'base64url', 'hex'] as const)
      test(`in ${title} within ${digits}`, () =>
        expect(scan(`{"blob":"${pack(long).toString(digits)}"}`)).toHaveLength(1));

  const nested: readonly [title: string, text: string][] = [
    [
      'hexadecimal of both cases',

      Buffer.from(secret)
        .toString('hex')
        .replaceAll(/[a-f]/g, (digit, at) => (at % 3 === 0 ? digit.toUpperCase() : digit)),
    ],
    ['base64 three times', [0, 1, 2].reduce((text) => Buffer.from(`x${text}`).toString('base64'), secret)],
    ['base64 of hexadecimal', Buffer.from(Buffer.from(secret).toString('hex')).toString('base64')],
    ['hexadecimal of base64', Buffer.from(Buffer.from(secret).toString('base64')).toString('hex')],
    ['base64 of JSON', Buffer.from(JSON.stringify({ ü: secret.replace('c', '\\u0063') })).toString('base64')],
    ['base64 of what an address encodes', Buffer.from(encodeURIComponent(secret)).toString('base64')],
    ['base64 that is encoded in an address', encodeURIComponent(Buffer.from(secret).toString('base64'))],
    ['base64 after a path', `/a/b/${Buffer.from(secret).toString('base64')}`],
    ['base64 after a word', `abc${Buffer.from(secret).toString('base64')}`],
  ];
  for (const [title, text] of nested) test(`in ${title}`, () => expect(scan(`a ${text} b`)).toHaveLength(1));

  test('of other letters', () => {
    const other = 'Schlüssel-größer-€-🔑';
    const isLost = (text: string): boolean => Buffer.from(text).toString() !== text;
    for (const [title, encode] of Object.entries(encodings))
      if (!isLost(encode(other))) expect(scan(`a ${encode(other)} b`, [other]), title).toHaveLength(1);
  });

  test('with escapes of its own, as it is meant', () => {
    expect(scan('a canary+p@ss b', ['canary%2Bp%40ss'])).toHaveLength(1);
  });

  test('of which only a half is there', () => {
    const token = `eyJ0eXAiOiJKV1Qi${'0123456789abcdefgh-_'.repeat(20)}`;
    expect(scan(`a ${token.slice(0, 40)}… b`, [token])).toHaveLength(1);
    expect(scan(`a …${token.slice(-60)} b`, [token])).toHaveLength(1);
  });

  for (const whole of ['s3cr3t~Q8~16chars', 'aB3~xYz8Q~mnopqrstuvwxyz0123', 'Q8~kJh7gFdSa.PoIuYtReWq1234567890-_zX'])
    test(`of which a limit left only a half, of ${whole.length} characters`, () => {
      const half = Math.ceil(whole.length / 2);
      expect(scan(`a ${whole.slice(0, half)}`, [whole])).toHaveLength(1);
      if (whole.length < 32) return;
      for (let start = 0; start + 16 <= whole.length; start += 1)
        expect(scan(`…${whole.slice(start, start + 16)}…`, [whole]), `${start}`).toHaveLength(1);
    });

  test('in the name of a file', () => {
    expect(scan('nothing', ['canary-Q0FOQVJZ'], 'a canary-Q0FOQVJZ.txt')).toHaveLength(1);
  });
});

for (const head of ['{"alg":"RS256"}', '{"typ":"JWT"}', '{"kid":"1"}'])
  for (const [title, encode] of Object.entries(encodings))
    test(`the guard finds a token with ${head} of which it was not told, in ${title}`, () => {
      const token = `${Buffer.from(head).toString('base64url')}.eyJ0aWQiOiIxIn0.c2lnbmF0dXJl`;
      expect(scan(`x ${encode(token)} y`, tokenBeginnings)).toHaveLength(1);
    });

test('words of a secret are no alarm where they stand alone', () => {
  const phrase = 'graph-conformance-nightly-key-of-the-tenant-0815';
  expect(scan('graph-conformance-nightly of the tenant', [phrase])).toEqual([]);
  expect(scan(`the key ${phrase}`, [phrase])).toHaveLength(1);
});

test('the guard raises no alarm where there is none', () => {
  const innocent: readonly (string | Buffer)[] = [
    'canary birds sing; 0123456789',
    '{"alg":"RS256"} eyJ',
    Buffer.from('PK\u0003\u0004 but no zip'),
    Buffer.from([0x1f, 0x8b, 8, 2, 3]),
    Buffer.from([0x78, 0x9c, 1, 2, 3]),
    '\\u \\x \\ % %2 & &# &#x; &nothing; \\u{110000000}',
    '',
  ];
  for (const content of innocent) expect(scan(content, [secret, ...tokenBeginnings])).toEqual([]);
  expect(scan(secret, [])).toEqual([]);
  expect(scan('short', ['short'])).toEqual([]);
});

test('the guard looks at a text that is made to be much work in the time of any other', () => {
  const size = 1_000_000;
  for (const text of ['%25', '\\\\', '&amp;', 'QUJD', '41', '\u0000', 'eyJ', '\\u005c', 'H4sIA', 'PK\u0003\u0004'])
    expect(new Guard(() => [secret]).holds(text.repeat(size / text.length))).toBe(false);
});

test('the guard knows a secret from the moment it is in use', () => {
  const secrets: string[] = [];
  const guard = new Guard(() => secrets);
  expect([guard.guarded(`a ${secret}`), guard.isTripped]).toEqual([`a ${secret}`, false]);
  secrets.push(secret);
  expect([guard.guarded(`a ${secret}`), guard.isTripped]).toEqual([withheld, true]);
});
