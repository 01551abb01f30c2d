import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { keyForms } from '../../../src/credential/privateKey.ts';
import { Guard } from '../../../src/report/guard/guard.ts';
import { createRedaction } from '../../../src/transport/redaction/redact.ts';

const password = 'canary-password-7';
const keys: Readonly<Record<string, KeyObject>> = {
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  EC: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};
const pkcs8 = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const encrypted = (key: KeyObject): string =>
  key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: password }).toString();
const own = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1' });
const wrapped = (text: string, length: number): string =>
  text.match(new RegExp(`.{1,${length}}`, 'g'))?.join('\n') ?? '';

/** Forms in which a key may be written that are not those of its file. */
const forms: Readonly<Record<string, (key: KeyObject) => string>> = {
  'PEM as it is': pkcs8,
  'PEM in one line, with escapes': (key) => pkcs8(key).replaceAll('\n', '\\n'),
  'PEM in lines of 76': (key) => wrapped(key.export({ format: 'der', type: 'pkcs8' }).toString('base64'), 76),
  'PEM in lines of 48': (key) => wrapped(key.export({ format: 'der', type: 'pkcs8' }).toString('base64'), 48),
  'base64 without lines': (key) => key.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  'its own form, in base64': (key) => own(key).toString('base64'),
  'its own form, in PEM': (key) => wrapped(own(key).toString('base64'), 64),
  hexadecimal: (key) => own(key).toString('hex'),
  'hexadecimal in capitals': (key) => key.export({ format: 'der', type: 'pkcs8' }).toString('hex').toUpperCase(),
  'base64 of PEM': (key) => Buffer.from(pkcs8(key)).toString('base64'),
  'a JSON string of PEM': (key) => JSON.stringify({ key: pkcs8(key) }),
};

for (const [kind, key] of Object.entries(keys))
  for (const [file, content] of [
    ['a file of PEM', pkcs8(key)],
    ['an encrypted file of PEM', encrypted(key)],
  ] as const)
    for (const [title, write] of Object.entries(forms))
      test(`${kind}, known from ${file}, is found and replaced as ${title}`, () => {
        const secrets = keyForms(
          Buffer.from(`${content}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`),
          password,
        );
        const text = `before ${write(key)} after`;
        expect(new Guard(() => secrets).holds(text)).toBe(true);
        const left = createRedaction(() => secrets)(text);
        expect(left).toMatch(/^before [\s\S]*\[redacted\][\s\S]* after$/);
        expect(new Guard(() => secrets).holds(left)).toBe(false);
      });

test('a file of PKCS #12 is known by its bytes', () => {
  const pfx = Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7919 + 13) % 251));
  const guard = new Guard(() => keyForms(pfx, password));
  for (const text of [pfx.toString('base64'), wrapped(pfx.toString('base64'), 76)])
    expect(guard.holds(`a ${text} b`)).toBe(true);
  expect(guard.holds('nothing of it')).toBe(false);
});

test('a certificate is no secret, and what cannot be read gives nothing but its lines', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUabcdefghijklmnop\n-----END CERTIFICATE-----\n';
  expect(keyForms(Buffer.from(certificate), undefined)).toEqual([]);
  const cut = '-----BEGIN PRIVATE KEY-----\nMIIBszCCAVmgAwIBAgIUabcdefghijklmnop\n-----END PRIVATE KEY-----\n';
  expect(keyForms(Buffer.from(cut), undefined)).toEqual(['MIIBszCCAVmgAwIBAgIUabcdefghijklmnop']);
});
