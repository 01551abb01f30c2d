import type { Range } from './range.ts';

const notOfToken = /[^A-Za-z0-9_.-]/g;
/** Of what is no secret that is known, but looks like one: a pattern whose last group is the secret. Bounded, so that no text takes more than linear time. */
const patterns: readonly RegExp[] = [
  /\bBearer {1,99}([A-Za-z0-9._~+/=-]{20,16000})/dgi,
  /\b(?:client_secret|client_assertion|assertion|access_token|refresh_token)["']?\s{0,99}[:=]\s{0,99}["']?([^\s"'&,}\\]{1,16000})/dgi,
];

const mayBeSuspect = /earer |assertion|_secret|_token|eyJ/i;

/** Where something stands that looks like a secret, whatever it is. */
export function suspectsIn(text: string): Range[] {
  if (!mayBeSuspect.test(text)) return [];
  return [...tokensIn(text), ...patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(secretIn))];
}

function secretIn({ indices }: RegExpMatchArray): Range[] {
  const [from, to] = indices?.at(-1) ?? [];
  return from === undefined || to === undefined ? [] : [{ from, to }];
}

/** JSON Web Tokens: runs that begin with a word that begins with `eyJ` and have a point. Takes linear time. */
function tokensIn(text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf('eyJ'); at >= 0; ) {
    let end = at + 3;
    if (!/\w/.test(text.charAt(at - 1))) {
      notOfToken.lastIndex = at;
      end = notOfToken.test(text) ? notOfToken.lastIndex - 1 : text.length;
      if (end - at > 11 && text.slice(at, end).includes('.')) found.push({ from: at, to: end });
    }
    at = text.indexOf('eyJ', end);
  }
  return found;
}
