import { createPrivateKey, type KeyObject } from 'node:crypto';

/** How many characters of an encoded key are looked for together, as long as a line of PEM (RFC 7468 §2). */
const line = 64;

/**
 * A private key of a certificate in every form in which it could be written: the lines of its PEM as they are, and the key
 * without its password as PKCS #8 and as PKCS #1 or SEC 1, in base64 and in hexadecimal, in parts of a line. Of a certificate
 * nothing is secret. A file in PKCS #12 gives its own bytes.
 */
export function keyForms(content: Buffer, password: string | undefined): readonly string[] {
  const of = `${content.toString('latin1')} ${password}`;
  if (last.of !== of) last = { of, forms: formsOf(content, password) };
  return last.forms;
}

/** The secrets of a process are asked for again and again, and its key stays the same. */
let last: { readonly of: string; readonly forms: readonly string[] } = { of: '', forms: [] };

function formsOf(content: Buffer, password: string | undefined): string[] {
  const pem = content.toString('latin1');
  const blocks = pem.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g) ?? [];
  if (blocks.length === 0 && !pem.includes('-----BEGIN ')) return partsOf(content.toString('base64'));
  const written = blocks.flatMap((block) => block.split(/\r?\n/).filter((text) => /^[A-Za-z0-9+/=]{16,}$/.test(text)));
  const keys = blocks.flatMap((block) => keyIn(block, password) ?? []).flatMap(encodingsOf);
  const encoded = keys.flatMap((der) => [
    der.toString('base64'),
    der.toString('hex'),
    der.toString('hex').toUpperCase(),
  ]);
  return [...new Set([...written, ...encoded.flatMap(partsOf)])];
}

function keyIn(pem: string, password: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(password === undefined ? {} : { passphrase: password }) });
  } catch {
    return undefined;
  }
}

function encodingsOf(key: KeyObject): Buffer[] {
  const own =
    key.asymmetricKeyType === 'rsa' ? (['pkcs1'] as const) : key.asymmetricKeyType === 'ec' ? (['sec1'] as const) : [];
  return [...own, 'pkcs8' as const].map((type) => key.export({ format: 'der', type }));
}

/** Whole lines of an encoded key; a rest that is shorter would be part of other texts. */
function partsOf(text: string): string[] {
  return text.match(new RegExp(`.{${line}}`, 'g')) ?? [];
}
