import { randomUUID } from 'node:crypto';
import type { MockAnswer, MockRequest } from './message.ts';
import type { ODataError } from './odataError.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The headers of every answer: Graph's request ids, OData's version. A client's own request id is echoed when it is a Guid. */
export function commonHeaders({ headers }: MockRequest): Record<string, string> {
  const requestId = randomUUID();
  const clientId = headers['client-request-id'];
  return {
    'cache-control': 'no-cache',
    'odata-version': '4.0',
    'request-id': requestId,
    'client-request-id': clientId !== undefined && guid.test(clientId) ? clientId : requestId,
  };
}

/** A refusal as Graph's error object. */
export function refusal({ status, code, message }: ODataError, headers: Readonly<Record<string, string>>): MockAnswer {
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': headers['request-id'] ?? '',
    'client-request-id': headers['client-request-id'] ?? '',
  };
  const challenge = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return { status, headers: challenge, body: { error: { code, message, innerError } } };
}

const mediaType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** An answer with common headers and its media type. */
export function withHeaders(answer: MockAnswer, headers: Readonly<Record<string, string>>): MockAnswer {
  const type =
    answer.body === undefined ? {} : { 'content-type': answer.status < 400 ? mediaType : 'application/json' };
  return { ...answer, headers: { ...headers, ...type, ...answer.headers } };
}
