import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import type { MockAnswer } from '../../message.ts';
import { changeRefusal } from './refusal.ts';

/** What becomes of the body of a refusal, by name; `error` is its error object. */
const bodies: Readonly<Record<string, (error: JsonObject) => JsonObject | undefined>> = {
  empty: () => undefined,
  'no-wrapper': (error) => error,
  'numeric-code': (error) => ({ error: { ...error, code: 404 } }),
  'no-message': ({ message: _, ...error }) => ({ error }),
  sibling: (error) => ({ error, status: 'refused' }),
  'other-code': (error) => ({ error: { ...error, code: 'ResourceNotFound' } }),
  'other-message': (error) => ({ error: { ...error, message: 'Etwas stimmt nicht.' } }),
  details: (error) => ({ error: { ...error, target: 'body', details: [{ code: 'x', message: 'y', target: 'z' }] } }),
};

function withBody(answer: MockAnswer, body: JsonObject | undefined): MockAnswer {
  const { body: _, ...head } = answer;
  return body === undefined ? head : { ...head, body };
}

/** Faults of refusals: `with` says what is put in the place of what is right. */
export const errorFaults: readonly Fault[] = [
  changeRefusal(
    { name: 'error-body', text: 'refuses with a body of its own' },
    (_cause, answer, _request, _right, { scope }) => {
      const error = isObject(answer.body) ? answer.body['error'] : undefined;
      const change = bodies[String(scope.with)];
      return change && isObject(error) ? withBody(answer, change(error)) : answer;
    },
  ),

  changeRefusal(
    { name: 'error-status', text: 'refuses with a status of its own' },
    (_cause, answer, _request, _right, { scope }) => ({ ...answer, status: Number(scope.with) }),
  ),

  changeRefusal(
    { name: 'no-challenge', text: 'does not say how to authenticate', breaks: 'challenge' },
    (_cause, answer) => {
      const { 'www-authenticate': _, ...headers } = answer.headers;
      return { ...answer, headers };
    },
  ),
];
