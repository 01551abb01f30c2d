import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { createRedaction } from '../../src/graph/redact.ts';
import { filesWithSecrets, tokenBeginnings } from '../../src/report/guard.ts';
import { sanitise } from '../../src/report/sanitise.ts';

const secret = 'canary-Zk9/+x&"<0123456789>';

test.describe('redaction', () => {
  const redact = createRedaction(() => [secret]);
  const texts: readonly string[] = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    'Authorization: Bearer abc.def-ghi_0123456789',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'xeyJ-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.',
    'client_secret=hunter22hunter&x=1',
    '{"access_token":"tokentokentoken"}',
  ];
  for (const text of texts) {
    test(`removes ${text.slice(0, 40)}`, () => {
      const clean = redact(`before ${text} after`);
      expect(clean).toContain('[redacted]');
      expect(clean).toMatch(/^before .* after$/);
      for (const part of [
        'canary',
        'abc.def',
        'eyJhbGci',
        'hunter22',
        'tokentoken',
        encodeURIComponent(secret).slice(0, 20),
      ])
        expect(clean).not.toContain(part);
    });
  }

  const exact: readonly [text: string, clean: string][] = [
    ['a Bearer abc.def-ghi_0123456789 b', 'a Bearer [redacted] b'],
    ['a bearer  abc.def-ghi_0123456789', 'a bearer  [redacted]'],
    ['client_secret=hunter22hunter&x=1', 'client_secret=[redacted]&x=1'],
    ['{"access_token" : "tokentoken"}', '{"access_token" : "[redacted]"}'],
    ['eyJ456789.12', '[redacted]'],
    ['eyJ456789.1', 'eyJ456789.1'],
    ['eyJ4567890123 a.b', 'eyJ4567890123 a.b'],
    ['xeyJ456789.12', 'xeyJ456789.12'],
    ['<eyJ456789.12>', '<[redacted]>'],
    ['one eyJ456789.12 two eyJ456789.12, three', 'one [redacted] two [redacted], three'],
    ['xeyJ eyJ456789.12', 'xeyJ [redacted]'],
    ['some words before eyJ4.1', 'some words before eyJ4.1'],
  ];
  for (const [text, clean] of exact) test(`makes "${text}" "${clean}"`, () => expect(redact(text)).toBe(clean));

  test('knows no secret in nothing', () => expect(createRedaction(() => [''])('a text')).toBe('a text'));

  test('leaves everything else as it is', () => {
    const text = '{"id":"0a1b","note":"the bearer of this letter","size":5}';
    expect(redact(text)).toBe(text);
  });

  test('takes no longer for a text made to be much work', () => {
    const text = 'eyJ-'.repeat(1_000_000);
    expect(redact(text)).toBe(text);
  });

  test('removes a token as a whole, also where a part of it is a secret by itself', () => {
    const tenant = '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab';
    const claims = Buffer.from(`{"tid":"${tenant}"}`).toString('base64url');
    const token = `eyJhbGciOiJSUzI1NiJ9.${claims}.c2lnbmF0dXJl`;
    for (const secrets of [[], [tenant], [claims, token], ['c2lnbmF0dXJl', tenant, token]])
      expect(createRedaction(() => secrets)(`a ${token} b`)).toBe('a [redacted] b');
    expect(createRedaction(() => ['opaque', 'opaque-token'])('a opaque-token b')).toBe('a [redacted] b');
  });

  test('knows a secret from the moment it is in use', () => {
    const secrets: string[] = [];
    const later = createRedaction(() => secrets);
    expect(later('a new-secret')).toBe('a new-secret');
    secrets.push('new-secret');
    expect(later('a new-secret')).toBe('a [redacted]');
  });
});

test.describe('the guard behind the redaction', () => {
  const bytes = (text: string): Buffer => Buffer.from(text);
  const zip = (text: string): Buffer => Buffer.from(zipSync({ 'folder/file.txt': bytes(text) }));
  const planted: readonly [title: string, content: Buffer][] = [
    ['as it is', bytes(`x ${secret} y`)],
    ['URL-encoded', bytes(`?t=${encodeURIComponent(secret)}&`)],
    ['in JSON', bytes(JSON.stringify({ text: secret }))],
    [
      'in HTML',
      bytes(secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')),
    ],
    ['in hexadecimal', bytes(Buffer.from(secret).toString('hex'))],
    ['in base64', bytes(Buffer.from(secret).toString('base64'))],
    ['in base64 after one byte', bytes(Buffer.from(`x${secret}tail`).toString('base64'))],
    ['in base64 after two bytes', bytes(Buffer.from(`xy${secret}`).toString('base64'))],
    ['in base64url after two bytes', bytes(Buffer.from(`xy${secret}tail`).toString('base64url'))],
    ['in gzip', gzipSync(secret)],
    ['in a zip', zip(secret)],
    ['in a zip in a zip', Buffer.from(zipSync({ 'inner.zip': zip(secret) }))],
  ];
  for (const [title, content] of planted) {
    test(`finds a secret ${title}`, () => expect(scan(content)).toHaveLength(1));
  }

  for (const head of ['{"alg":"RS256"}', '{"typ":"JWT"}', '{"kid":"1"}']) {
    const token = `${Buffer.from(head).toString('base64url')}.eyJ0aWQiOiIxIn0.c2lnbmF0dXJl`;
    for (const text of [token, Buffer.from(token).toString('hex'), Buffer.from(`x${token}`).toString('base64')])
      test(`finds a token of which it was not told: ${text.slice(0, 20)}`, () =>
        expect(scan(bytes(`x ${text} y`), tokenBeginnings)).toHaveLength(1));
  }

  test('raises no alarm where there is none', () => {
    expect(scan(bytes('canary birds sing; 0123456789'))).toEqual([]);
    expect(scan(bytes('{"alg":"RS256"} eyJ'), tokenBeginnings)).toEqual([]);
    expect(scan(Buffer.from('PK\u0003\u0004 but no zip'))).toEqual([]);
    expect(scan(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).toEqual([]);
  });

  function scan(content: Buffer, secrets: readonly string[] = [secret]): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'guard-'));
    try {
      writeFileSync(join(folder, 'report.bin'), content);
      return filesWithSecrets(folder, secrets);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

test.describe('a text from a server, before it is printed', () => {
  const texts: readonly [title: string, text: string, shown: string][] = [
    ['terminal escapes are spelled out', '\u001b[2Jgone\u009b31m', '\\u{1b}[2Jgone\\u{9b}31m'],
    ['direction marks are spelled out', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['what XML cannot hold is spelled out', 'a\uffff\ud800b', 'a\\u{ffff}\\u{d800}b'],
    ['pairs of surrogates stay', '🧪', '🧪'],
    ['lines and tabs stay', 'a\n\tb', 'a\n\tb'],
    ['commands to a CI system are broken up', '::error::x\n  ##vso[task]', ':\\:error::x\n  #\\#vso[task]'],
    [
      'also inside a line, where they are taken',
      'a ##[error]b ##vso[c] ##teamcity[d]',
      'a #\\#[error]b #\\#vso[c] #\\#teamcity[d]',
    ],
    ['colons and hashes inside a line stay', 'a::b ## c', 'a::b ## c'],
    ['lines without end take no time', '\n'.repeat(4096), '\n'.repeat(4096)],
  ];
  for (const [title, text, shown] of texts) test(title, () => expect(sanitise(text)).toBe(shown));

  test('a long text is cut, and says so', () => {
    expect(sanitise('x'.repeat(5000))).toBe(`${'x'.repeat(4096)}… (904 more characters)`);
  });
});
