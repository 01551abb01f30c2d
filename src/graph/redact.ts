/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

const mask = '[redacted]';
const patterns: readonly RegExp[] = [
  /\b(Bearer) +[A-Za-z0-9._~+/=-]{20,}/gi,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(client_secret|client_assertion|assertion|access_token|refresh_token)(["']?\s*[:=]\s*["']?)[^\s"'&,}]+/gi,
];

/**
 * A redaction that knows the secrets in use now (`secrets` is asked each time, for tokens change), and what tokens look
 * like. It is the one point through which everything a server said and every message passes before it is kept.
 */
export function createRedaction(secrets: () => readonly string[]): Redact {
  return (text) => {
    let clean = text;
    for (const secret of secrets()) {
      if (secret === '') continue;
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('base64url'),
      ]) {
        clean = clean.replaceAll(form, mask);
      }
    }
    for (const pattern of patterns) {
      clean = clean.replace(pattern, (_found, name?: unknown, sign?: unknown) =>
        typeof name === 'string' ? `${name}${typeof sign === 'string' ? sign : ' '}${mask}` : mask,
      );
    }
    return clean;
  };
}
