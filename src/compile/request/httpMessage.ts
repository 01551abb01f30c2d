import type { JsonValue } from '../../value/json.ts';
import { readJsonPart } from '../page/jsonPart.ts';
import type { Refuse } from '../page/page.ts';

/** An example message of a page: its first line, and its body if it has one. */
export interface HttpMessage {
  readonly startLine: string;
  readonly line: number;
  readonly body?: JsonValue;
}

/**
 * Reads an example request or response. Blank lines may stand between the first line and the headers (pages of actions
 * have one); the body starts at the first `{` or `[` that begins a line. Undefined after refusing it.
 */
export function readMessage(text: string, line: number, refuse: Refuse): HttpMessage | undefined {
  const [startLine = '', ...lines] = text.split(/\r?\n/);
  const bodyAt = lines.findIndex((candidate) => /^[[{]/.test(candidate));
  const headers = bodyAt < 0 ? lines : lines.slice(0, bodyAt);
  const stray = headers.findIndex((header) => !/^(?:\s*$|[A-Za-z-]+: \S)/.test(header));
  if (stray >= 0) {
    refuse(line + 1 + stray, `"${headers[stray]}" in an example message`, 'a header or the body');
    return undefined;
  }
  if (bodyAt < 0) return { startLine, line };
  const body = readJsonPart(lines.slice(bodyAt).join('\n'), line + 1 + bodyAt, 'an example body', 'JSON', refuse);
  return body === undefined ? undefined : { startLine, line, body };
}
