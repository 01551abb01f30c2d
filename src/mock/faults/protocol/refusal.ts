import { isObject, type JsonObject, writeJson } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';
import { given } from '../subject.ts';
import { type Cause, causeOf, concernsRefusal } from './cause.ts';

type Right = (instead?: MockRequest) => MockAnswer;
type Accept = (request: MockRequest, right: Right, context: FaultContext) => MockAnswer;

/** How a server takes what it has to refuse. */
const acceptances: Readonly<Record<Cause, Accept>> = {
  'no-token': (request, right, { authorized }) => right(authorized(request)),
  'other-token': (request, right, { authorized }) => right(authorized(request)),
  'unknown-id': (request) => success(request.method === 'DELETE' ? undefined : echo(request)),
  'unknown-segment': (request) => success(echo(request)),
  'undocumented-method': (request) => success(echo(request)),
  'malformed-json': asEmpty,
  'no-object': asEmpty,
  'other-media-type': (request, right) =>
    right({ ...request, headers: { ...request.headers, 'content-type': 'application/json' } }),
  'unknown-item': withoutOne,
  'text-for-object': withoutOne,
  'wrong-json-type': withoutOne,
  'unknown-member': withoutOne,
};

/** The request as if its body had no property. */
function asEmpty(request: MockRequest, right: Right): MockAnswer {
  const answer = right({ ...request, body: '{}' });
  return answer.status < 300 ? answer : success({});
}

/** The request without the one property that it is refused for. */
function withoutOne(request: MockRequest, right: Right): MockAnswer {
  const body = given(request);
  for (const property of Object.keys(body)) {
    const { [property]: _, ...rest } = body;
    const answer = right({ ...request, body: writeJson(rest) });
    if (answer.status < 300) return answer;
  }
  return success(body);
}

function echo(request: MockRequest): JsonObject {
  const id = request.target.split('?')[0]?.split('/').at(-1) ?? '';
  return { id, ...(request.body.startsWith('{') ? given(request) : {}) };
}

function success(body: JsonObject | undefined): MockAnswer {
  return body === undefined
    ? { status: 204, headers: {} }
    : { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** A fault of what a service has to refuse, within its scope; what was there before and is deleted is not meant. */
export function changeRefusal(
  named: Pick<Fault, 'name' | 'text' | 'breaks'>,
  change: (cause: Cause, answer: MockAnswer, request: MockRequest, right: Right, context: FaultContext) => MockAnswer,
): Fault {
  return {
    ...named,
    make: (context) => {
      const deleted = new Set<string>();
      return (request, right) => {
        const answer = right();
        const [path = ''] = request.target.split('?');
        if (request.method === 'DELETE' && answer.status < 300) deleted.add(path);
        const cause = deleted.has(path) ? undefined : causeOf(request, answer);
        if (cause === undefined || !concernsRefusal(context, request, cause)) return answer;
        context.fired();
        return change(cause, answer, request, right, context);
      };
    },
  };
}

/** Faults of refusing: what a service takes that it has to refuse, and how it refuses. */
export const refusalFaults: readonly Fault[] = [
  changeRefusal(
    { name: 'accept', text: 'takes what it has to refuse', breaks: 'refused' },
    (cause, _answer, request, right, context) => acceptances[cause](request, right, context),
  ),

  changeRefusal(
    { name: 'bare-error', text: 'refuses with a message that is not in an error object', breaks: 'error' },
    (_cause, answer) => ({
      ...answer,
      body: isObject(answer.body) ? (answer.body['error'] ?? {}) : {},
    }),
  ),

  {
    name: 'do-and-refuse',
    text: 'does what is asked without a token, and then refuses it',
    breaks: 'untouched',
    make: (context) => (request, right) => {
      const answer = right();
      if (answer.status !== 401 || request.method === 'GET' || !context.concerns(request)) return answer;
      context.fired();
      right(context.authorized(request));
      return answer;
    },
  },

  {
    name: 'delete-twice',
    text: 'answers 204 when what is already deleted is deleted again',
    breaks: 'twice',
    make: (context) => {
      const deleted = new Set<string>();
      return (request, right) => {
        const answer = right();
        if (request.method !== 'DELETE' || !context.concerns(request)) return answer;
        if (answer.status < 300) deleted.add(request.target);
        if (answer.status !== 404 || !deleted.has(request.target)) return answer;
        context.fired();
        return success(undefined);
      };
    },
  },
];
