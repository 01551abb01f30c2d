import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/**
 * What JSON Web Tokens begin with, encoded: `{"alg":"`, `{"typ":"` or `{"kid":"`. By it the guard finds tokens that it has
 * not been told of, for every worker gets its own and keeps them to itself.
 */
export const tokenBeginnings: readonly string[] = ['alg', 'typ', 'kid'].map((name) =>
  Buffer.from(`{"${name}":"`).toString('base64').slice(0, -2),
);

/** The forms in which a secret could have been written: as it is, encoded for URLs, JSON and HTML, hexadecimal, base64 at any alignment. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // Digits that also encode neighbouring bytes are left out: their value depends on what stands around the secret.
    const core = text.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const html = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const all = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    html,
    bytes.toString('hex'),
    ...shifted,
  ];
  return [...new Set(all)].filter((form) => form.length >= 8);
}

/** Whether bytes hold any of some forms, also inside zip and gzip. */
function holds(bytes: Buffer, forms: readonly string[]): boolean {
  if (forms.some((form) => bytes.includes(form))) return true;
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
    return Object.values(unzipped(bytes)).some((entry) => holds(Buffer.from(entry), forms));
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return holds(inflated(bytes), forms);
  return false;
}

/**
 * The files below a folder that hold a secret in any form. It is the guard behind the redaction, and shares no code with
 * it: what the one overlooks the other may find.
 */
export function filesWithSecrets(folder: string, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  if (forms.length === 0) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => holds(readFileSync(file), forms));
}

/** What is printed where a secret would have been. */
export const withheld = '[withheld: a secret of the target stood here; please report this fault of the suite]';

/** The guard of a process: it knows the secrets in use (`secrets` is asked each time), and looks at what is to be printed. */
export class Guard {
  readonly #secrets: () => readonly string[];
  #known = '';
  #forms: readonly string[] = [];
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
      this.#forms = secrets.flatMap(formsOf);
    }
    return holds(Buffer.from(text), this.#forms);
  }

  /** A text as it may be printed: as it is, or `withheld` where it holds a secret. */
  readonly guarded = (text: string): string => {
    if (!this.holds(text)) return text;
    this.#isTripped = true;
    return text.endsWith('\n') ? `${withheld}\n` : withheld;
  };
}

function unzipped(bytes: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    return {};
  }
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: 256 * 1024 * 1024 });
  } catch {
    return Buffer.alloc(0);
  }
}
