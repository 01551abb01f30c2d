import type { Exchange } from '../contract/exchange.ts';
import { sanitise } from './sanitise.ts';

const longestBody = 16 * 1024;

/** An exchange as a reader of HTTP knows it: request and answer, or why there is none. It must be redacted already. */
export function exchangeText({ method, path, headers, body, answer, failure, milliseconds }: Exchange): string {
  const request = [`${method} ${path}`, ...headerLines(headers), '', ...(body === undefined ? [] : [indent(body), ''])];
  const reply = answer
    ? [
        `${answer.status} after ${milliseconds} ms`,
        ...headerLines(answer.headers),
        '',
        indent(answer.text ?? answer.undecodable ?? ''),
      ]
    : [`no answer after ${milliseconds} ms: ${failure?.message ?? 'unknown'}`];
  return sanitise([...request, ...reply].join('\n').trimEnd(), 4 * longestBody);
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** JSON with indentation; any other text as it is. Digits that a number would lose keep the text as it is, too. */
function indent(text: string): string {
  if (text.length > longestBody || /\d{16,}/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
