import { unescaped } from './escapes.ts';
import type { Phrase } from './phrases.ts';
import { isTelling } from './telling.ts';

/** Base64 may be in lines. */
const base64 = /[\w+/=\r\n-]/;
const hexadecimal = /[\da-f]/i;
const ofToken = /[\w.-]/;
/** A beginning of a secret that is shorter is a part of too many texts. */
const shortestBeginning = 8;

/** What is encoded of a secret; all that is encoded with it is taken for its end. */
const longestEncoded = 48;

/** What JSON Web Tokens begin with: `{"alg":`, `{"typ":`, `{"kid":` and `{"x5t":`, encoded. */
const tokenBeginnings = ['eyJhbGciOi', 'eyJ0eXAiOi', 'eyJraWQiOi', 'eyJ4NXQiOi'];

/** What is looked for: every secret in each form in which it could be written, one that cannot be told only as a token; and the beginnings of tokens. */
export function phrasesFor(secrets: readonly string[]): Phrase[] {
  return [
    ...secrets.flatMap(formsOf),
    ...tokenBeginnings.flatMap((text) => [{ text, around: ofToken }, ...encoded(text)]),
  ];
}

function formsOf(secret: string): Phrase[] {
  if (!isTelling(secret))
    return secret === '' ? [] : ['Bearer', 'bearer'].map((word) => ({ text: `${word} ${secret}` }));
  const plain = new Set([secret, fullyUnescaped(secret), secret.replaceAll(' ', '+')]);
  const written = new Set([
    ...plain,
    encodeURIComponent(Buffer.from(secret).toString()),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const beginning = beginningOf(secret);
  return [...[...plain].map((text) => ({ text, beginning })), ...[...written].flatMap(encoded)];
}

/** The fewest characters by which the beginning of a secret can be told from other text. */
function beginningOf(secret: string): number {
  let length = shortestBeginning;
  while (length < secret.length && !isTelling(secret.slice(0, length))) length += 1;
  return length;
}

function fullyUnescaped(secret: string): string {
  const found = unescaped(secret);
  return found === undefined ? secret : fullyUnescaped(found.text);
}

/** A text in hexadecimal, and in base64 at any alignment, of UTF-16 too, and twice; of a long one its beginning. */
function encoded(whole: string): Phrase[] {
  const text = whole.slice(0, longestEncoded);
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const once = alignments(bytes);
  const all = [
    ...once,
    ...alignments(Buffer.from(text, 'utf16le')),
    ...once.flatMap((form) => alignments(Buffer.from(form))),
  ];
  return [
    ...[hex, hex.toUpperCase()].map((form) => ({ text: form, around: hexadecimal })),
    ...[...new Set(all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]))].map((form) => ({
      text: form,
      around: base64,
    })),
  ];
}

/** The digits of base64 that bytes alone decide, for each place at which they may begin in a group of three. */
function alignments(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return all.slice(before === 0 ? 0 : before + 1, (bytes.length + before) % 3 === 0 ? undefined : -1);
  });
}
