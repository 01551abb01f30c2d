import { expect, test } from '@playwright/test';
import { encodings } from '../../../../fixtures/encodings.ts';
import { createRedaction } from '../../../../src/transport/redaction/redact.ts';
import { isObject, readJson } from '../../../../src/value/json.ts';

const secrets: Readonly<Record<string, string>> = {
  'a token of base64': 'canary-Zk9/+x0123456789==',
  'a token of three parts': `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${'eyJhdWQiOiJjYW5hcnkifQ'.repeat(9)}.c2ln-_bmF0dXJl`,
  'a password with punctuation': 'canary&pass"<word>+100% \\ 9',
  'a password as it is written in an address': 'canary%40p%C3%A4ss%2Fword',
  'a password of other letters': 'Schlüssel-größer-als-9-€-🔑',
  'a key of digits': '98765432109876543',
};

for (const [title, secret] of Object.entries(secrets))
  test.describe(`${title} is removed`, () => {
    const redact = createRedaction(() => [secret]);
    const start = secret.slice(0, 8);
    for (const [encoding, encode] of Object.entries(encodings))
      test(encoding, () => {
        const clean = redact(`before ${encode(secret)} after`);
        expect(clean).toMatch(/^before .*\[redacted\].* after$/s);
        expect(clean).not.toContain(encode(start).slice(0, -2));
        expect(clean).not.toContain(secret.slice(-8));
      });
  });

const secret = 'canary-Zk9/+x0123456789==';
const redact = createRedaction(() => [secret, '98765432109876543']);

test.describe('what is read of JSON', () => {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const read: readonly [title: string, text: string, value: unknown][] = [
    ['a string', `{"a":"x ${inJson} y","b":1}`, { a: 'x [redacted] y', b: 1 }],
    ['an escaped slash', `{"a":"${inJson.replace('/', '\\/')}"}`, { a: '[redacted]' }],
    ['an escaped letter', `{"a":"${inJson.replace('c', '\\u0063').replace('+', '\\u002B')}"}`, { a: '[redacted]' }],
    ['a name', `{"${inJson.replace('/', '\\/')}":true}`, { '[redacted]': true }],
    [
      'several names, which stay different',
      `{"${inJson}": 1, "x${inJson}" : 2,"${inJson}y":3}`,
      { '[redacted]': 1, 'x[redacted 2]': 2, '[redacted 3]y': 3 },
    ],
    [
      'JSON in a string',
      JSON.stringify({ a: JSON.stringify({ b: secret, c: '"' }) }),
      { a: '{"b":"[redacted]","c":"\\""}' },
    ],
    ['a number, which stays one', '{"a":98765432109876543,"b":[-98765432109876543.5]}', { a: 0, b: [0] }],
    ['digits in a string', '{"a":"98765432109876543"}', { a: '[redacted]' }],
    ['a link', `{"a":"https://h/b?t=${encodeURIComponent(secret)}&c=%20"}`, { a: 'https://h/b?t=[redacted]&c=%20' }],
    ['what was cut', `{"a":"${secret.slice(0, 12)}"}`, { a: '[redacted]' }],
    ['what was cut, and says so', `{"a":"${secret.slice(0, 9)}… and more"}`, { a: '[redacted]… and more' }],
    ['the end of what was cut', `{"a":"…${secret.slice(-17)}"}`, { a: '…[redacted]' }],
  ];
  for (const [title, text, value] of read)
    test(title, () => expect(JSON.parse(JSON.stringify(readJson(redact(text))))).toEqual(value));

  const kept: readonly string[] = [
    '{"a":9007199254740993,"b":1.50,"c":"\\u0041\\/","d":"%41&amp;","e":1e400}',
    '{"canary":"canary-yellow","c":"nary-Zk9"}',
    '{"a":"é\\ud83d\\ude00","b":"\\\\u0063anary"}',
  ];
  for (const text of kept) test(`nothing of ${text}`, () => expect(redact(text)).toBe(text));

  test('a whole answer can be read still', () => {
    const text = JSON.stringify({ [secret]: [secret, { [`a${secret}`]: encodings['JSON within JSON']?.(secret) }] });
    const value = readJson(redact(text));
    expect(isObject(value)).toBe(true);
    expect(JSON.stringify(value)).not.toContain('canary');
  });
});

test('a secret with a backslash before every character is removed, whatever the letter means then', () => {
  const line = 'uE3+26Frn+3ARloymvZ4UQI4gkuGbQ8wKwz3b4EkB8Bpl+xeR2vQDZdby2WWWkYD';
  const redactLine = createRedaction(() => [line]);
  const slashed = [...line].map((sign) => `\\${sign}`).join('');
  const units = [...line].map((sign) => `\\\\\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  for (const written of [slashed, units, JSON.stringify(slashed), JSON.stringify({ a: units })])
    expect(redactLine(`before ${written} after`)).toMatch(/^before ["{a:\\}]*\[redacted\]["}\\]* after$/);
});

test.describe('a secret that cannot be told by its beginning alone', () => {
  const wordy = createRedaction(() => ['password-of-1234']);
  const texts: readonly [text: string, clean: string][] = [
    ['the password, please', 'the password, please'],
    ['password-', 'password-'],
    ['password-of-12', '[redacted]'],
    ['password-office', 'password-office'],
    ['a password-of-1234b', 'a [redacted]b'],
  ];
  for (const [text, clean] of texts) test(text, () => expect(wordy(text)).toBe(clean));
});
