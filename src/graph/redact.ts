/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

const mask = '[redacted]';
const notOfToken = /[^A-Za-z0-9_.-]/g;
// Bounded, so that no text makes the search take more than linear time or much memory.
const patterns: readonly RegExp[] = [
  /\b(Bearer)( {1,99})[A-Za-z0-9._~+/=-]{20,16000}/gi,
  /\b(client_secret|client_assertion|assertion|access_token|refresh_token)(["']?\s{0,99}[:=]\s{0,99}["']?)[^\s"'&,}]{1,16000}/gi,
];

/**
 * A redaction that knows the secrets in use now (`secrets` is asked each time, for tokens change), and what tokens look
 * like. It is the one point through which everything a server said and every message passes before it is kept.
 */
export function createRedaction(secrets: () => readonly string[]): Redact {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    // Tokens first and long secrets before short ones: a token that lost the part that is secret by itself is no longer known.
    let clean = withoutTokens(text);
    for (const secret of secrets().toSorted((one, other) => other.length - one.length)) {
      const forms = known.get(secret) ?? formsOf(secret);
      known.set(secret, forms);
      for (const form of forms) clean = clean.replaceAll(form, mask);
    }
    for (const pattern of patterns) {
      clean = clean.replace(pattern, `$1$2${mask}`);
    }
    return clean;
  };
}

/** The forms in which a secret could be written; none for an empty one. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const all = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
  return secret === '' ? [] : [...new Set(all)];
}

/** A text without JSON Web Tokens: runs that begin with a word that begins with `eyJ` and have a point. Takes linear time. */
function withoutTokens(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf('eyJ'); at >= 0; ) {
    let end = at + 3;
    if (!/\w/.test(text.charAt(at - 1))) {
      notOfToken.lastIndex = at;
      end = notOfToken.test(text) ? notOfToken.lastIndex - 1 : text.length;
      if (end - at > 11 && text.slice(at, end).includes('.')) {
        kept.push(text.slice(from, at), mask);
        from = end;
      }
    }
    at = text.indexOf('eyJ', end);
  }
  return kept.join('') + text.slice(from);
}
