import { isObject } from '../../../value/json.ts';
import type { FaultContext } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';

/** Why the mock refuses a request. */
export type Cause =
  | 'no-token'
  | 'other-token'
  | 'unknown-id'
  | 'unknown-item'
  | 'unknown-segment'
  | 'undocumented-method'
  | 'malformed-json'
  | 'no-object'
  | 'other-media-type'
  | 'text-for-object'
  | 'wrong-json-type'
  | 'unknown-member';

/** Why a right answer refuses a request, as far as a fault can concern it; undefined for what is not refused. */
export function causeOf(request: MockRequest, answer: MockAnswer): Cause | undefined {
  switch (answer.status) {
    case 401:
      return request.headers['authorization'] === undefined ? 'no-token' : 'other-token';
    case 404:
      return namesItem(request, messageOf(answer)) ? 'unknown-item' : 'unknown-id';
    case 415:
      return 'other-media-type';
    case 405:
      return 'undocumented-method';
    case 400:
      return /^\s*(?:\[|null)/.test(request.body) ? 'no-object' : causeOfBadRequest(messageOf(answer));
    default:
      return undefined;
  }
}

function causeOfBadRequest(message: string): Cause {
  if (message.startsWith('Resource not found for the segment')) return 'unknown-segment';
  if (message.startsWith('Unable to read JSON')) return 'malformed-json';
  if (message.includes('is string; an object ')) return 'text-for-object';
  return message.includes('is no member of') ? 'unknown-member' : 'wrong-json-type';
}

/** Whether a refusal is for an id in the request's body. */
function namesItem({ body }: MockRequest, message: string): boolean {
  const id = /'([^']*)' was not found/.exec(message)?.[1];
  return id !== undefined && id !== '' && body.includes(id);
}

function messageOf({ body }: MockAnswer): string {
  const error = isObject(body) ? body['error'] : undefined;
  return isObject(error) ? String(error['message']) : '';
}

/** Whether a refused request is within a fault's scope; a path with an unknown segment is none that a scope could name. */
export function concernsRefusal({ concerns, scope }: FaultContext, request: MockRequest, cause: Cause): boolean {
  if (scope.cause !== undefined && scope.cause !== cause) return false;
  if (cause === 'undocumented-method') return concerns(request, request.method);
  return cause === 'unknown-segment'
    ? scope.method === undefined || scope.method === request.method
    : concerns(request);
}
