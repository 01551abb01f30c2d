import type { Exchange } from '../../evidence/exchange.ts';
import { sanitise } from '../../value/sanitise.ts';

/** The media type by which Allure knows an exchange. */
export const httpExchangeType = 'application/vnd.allure.http+json';

/** An exchange as Allure shows one (allure-js-commons, `HttpExchange`, version 1). */
export interface HttpExchange {
  readonly schemaVersion: 1;
  readonly request: HttpMessage & { readonly method: string; readonly url: string; readonly query: NameValue[] };
  readonly response?: HttpMessage & { readonly status: number };
  readonly error?: { readonly message: string };
}

interface HttpMessage {
  readonly headers: NameValue[];
  readonly body?: HttpBody;
}

interface HttpBody {
  readonly contentType?: string;
  readonly encoding: 'utf8';
  readonly value: string;
  readonly size: number;
  readonly truncated: boolean;
}

interface NameValue {
  readonly name: string;
  readonly value: string;
}

const longestBody = 64 * 1024;

/** An exchange for Allure; it must be redacted already. `baseUrl` is where its path begins. */
export function httpExchangeOf(
  { method, path, headers, body, answer, failure }: Exchange,
  baseUrl: string,
): HttpExchange {
  const [resource = '', query] = path.split('?');
  return {
    schemaVersion: 1,
    request: {
      method,
      url: sanitise(`${baseUrl}${resource}`),
      query: [...new URLSearchParams(query)].map(([name, value]) => ({ name: sanitise(name), value: sanitise(value) })),
      ...messageOf(headers, body),
    },
    ...(answer ? { response: { status: answer.status, ...messageOf(answer.headers, answer.text) } } : {}),
    ...(failure ? { error: { message: sanitise(failure.message) } } : {}),
  };
}

function messageOf(headers: Readonly<Record<string, string>>, body: string | undefined): HttpMessage {
  const told = Object.entries(headers).map(([name, value]) => ({ name, value: sanitise(value) }));
  if (body === undefined || body === '') return { headers: told };
  const contentType = headers['content-type'];
  return {
    headers: told,
    body: {
      ...(contentType === undefined ? {} : { contentType: sanitise(contentType) }),
      encoding: 'utf8',
      value: sanitise(body, longestBody),
      size: Buffer.byteLength(body),
      truncated: body.length > longestBody,
    },
  };
}
