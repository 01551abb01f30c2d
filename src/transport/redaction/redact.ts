import { unescaped, unslashed } from './escapes.ts';
import { phrasesFor } from './forms.ts';
import { masked } from './mask.ts';
import { Phrases } from './phrases.ts';
import type { Range } from './range.ts';
import { suspectsIn } from './suspects.ts';

/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

/** How many times escapes are undone: JSON in a string of JSON, with an address in it that is encoded twice. */
const mostLevels = 5;

/**
 * A redaction that knows the secrets in use now (`secrets` is asked each time, for tokens change), and what tokens look
 * like. It is the one point through which everything a server said and every message passes before it is kept or cut. It
 * reads a text as its readers will, with escapes undone, and replaces what a secret was written with; all else stays as it was.
 */
export function createRedaction(secrets: () => readonly string[]): Redact {
  let known: readonly string[] = [];
  let phrases = new Phrases(phrasesFor(known));
  return (text) => {
    const current = secrets();
    if (current.length !== known.length || current.some((secret, index) => secret !== known[index])) {
      known = [...current];
      phrases = new Phrases(phrasesFor(known));
    }
    return masked(text, secretsIn(text, phrases));
  };
}

/** Where secrets stand in a text, also in escapes. */
function secretsIn(text: string, phrases: Phrases, levels = mostLevels): Range[] {
  const letters = unslashed(text);
  const found = [
    ...phrases.in(text),
    ...suspectsIn(text),
    ...(letters === undefined ? [] : phrases.in(letters.text).map(letters.whence)),
  ];
  const next = levels === 0 ? undefined : unescaped(text);
  return next === undefined ? found : [...found, ...secretsIn(next.text, phrases, levels - 1).map(next.whence)];
}
