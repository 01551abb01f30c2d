import { Needles, shortestNeedle } from './needles.ts';
import { plainer } from './plain.ts';

/** Any part of this length is enough of a secret that is as long as two of them. */
const enough = 16;
/** Words and what separates them: such a part also stands in texts that hold no secret. */
const words = /^[-_. ]?[A-Z]?[a-z]+(?:[-_. ][A-Z]?[a-z]+)*[-_. ]?$/;

/** What is looked for: each secret as it is, without its own escapes, in UTF-16 and in base64, and parts of it, for a limit may have cut it. */
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

/** The parts of a secret that are enough of it: any of a long one, the first half of a shorter one; none that reads as words. */
function partsOf(secret: Buffer): Buffer[] {
  const isLong = secret.length >= 2 * enough;
  const length = isLong ? enough : Math.ceil(secret.length / 2);
  const places = isLong ? secret.length - length + 1 : 1;
  return Array.from({ length: places }, (_, start) => secret.subarray(start, start + length)).filter(
    (part) => !words.test(part.toString('latin1')),
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
