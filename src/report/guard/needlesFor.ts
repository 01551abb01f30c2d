import { Needles, shortestNeedle } from './needles.ts';
import { plainer } from './plain.ts';

/** A part of this length is enough of a secret that is longer than two of them, and of one word. */
const enough = 16;

/** What is looked for: each secret as it is, without its own escapes, in UTF-16 and in base64, and parts of long ones, which may have been cut. */
export function needlesFor(secrets: readonly string[]): Needles {
  const all = secrets.flatMap((secret) => {
    const whole = Buffer.from(secret);
    const utf16 = Buffer.from(secret, 'utf16le');
    return [whole, withoutEscapes(whole), utf16, Buffer.from(utf16).swap16(), ...partsOf(whole), ...inBase64(whole)];
  });
  return new Needles(all.filter(({ length }) => length >= shortestNeedle));
}

function withoutEscapes(bytes: Buffer): Buffer {
  const next = plainer(bytes);
  return next === undefined ? bytes : withoutEscapes(Buffer.from(next));
}

function partsOf(secret: Buffer): Buffer[] {
  if (secret.length < 2 * enough || secret.includes(' ')) return [];
  return Array.from({ length: Math.floor(secret.length / enough) }, (_, index) =>
    secret.subarray(index * enough, (index + 1) * enough),
  );
}

/** The digits of base64 that bytes alone decide, wherever these begin in a group of three: so they are found among words too. */
function inBase64(secret: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const bits = 8 * secret.length;
    const first = Math.ceil((8 * before) / 6);
    const count = Math.floor((8 * before + bits) / 6) - first;
    const digits = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .slice(first, first + count);
    return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')].map((text) => Buffer.from(text));
  });
}
