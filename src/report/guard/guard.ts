import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { needlesFor } from './needlesFor.ts';
import { Unpacking } from './packed.ts';
import { isHeld } from './search.ts';

/**
 * What JSON Web Tokens begin with, encoded: `{"alg":"`, `{"typ":"` or `{"kid":"`. By it the guard finds tokens that it has
 * not been told of, for every worker gets its own and keeps them to itself.
 */
export const tokenBeginnings: readonly string[] = ['alg', 'typ', 'kid'].map((name) =>
  Buffer.from(`{"${name}":"`).toString('base64').slice(0, -2),
);

/**
 * The files below a folder that hold a secret in any encoding, in their content or name. It is the guard behind the redaction, and shares no code with
 * it: what the one overlooks the other may find. What the redaction replaces, the guard decodes before it searches.
 */
export function filesWithSecrets(folder: string, secrets: readonly string[]): string[] {
  if (secrets.length === 0) return [];
  const needles = needlesFor(secrets);
  const unpacking = new Unpacking();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return isHeld(needles, bytes, unpacking) || isHeld(needles, Buffer.from(relative(folder, file)));
    });
}

/** What is printed where a secret would have been. */
export const withheld = '[withheld: a secret of the target stood here; please report this fault of the suite]';

/** The guard of a process: it knows the secrets in use (`secrets` is asked each time), and looks at what is to be printed. */
export class Guard {
  readonly #secrets: () => readonly string[];
  #known = '';
  #needles = needlesFor([]);
  #isTripped = false;

  constructor(secrets: () => readonly string[]) {
    this.#secrets = secrets;
  }

  /** Whether it has withheld anything. */
  get isTripped(): boolean {
    return this.#isTripped;
  }

  /** Whether a text holds a secret in any encoding. */
  holds(text: string): boolean {
    const secrets = this.#secrets();
    const known = secrets.join('\n');
    if (known !== this.#known) {
      this.#known = known;
      this.#needles = needlesFor(secrets);
    }
    return isHeld(this.#needles, Buffer.from(text));
  }

  /** A text as it may be printed: as it is, or `withheld` where it holds a secret. */
  readonly guarded = (text: string): string => {
    if (!this.holds(text)) return text;
    this.#isTripped = true;
    return text.endsWith('\n') ? `${withheld}\n` : withheld;
  };
}
