import { expect, test } from '@playwright/test';
import { createRedaction } from '../../../../src/transport/redaction/redact.ts';
import { sanitise } from '../../../../src/value/sanitise.ts';

const secret = 'canary-Zk9/+x&"<0123456789>';

test.describe('what looks like a secret', () => {
  const redact = createRedaction(() => [secret]);
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
