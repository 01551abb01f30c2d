import { isObject } from '../../../value/json.ts';
import { type Fault, shapeOfPath } from '../../fault.ts';
import { changeAnswer, changeInstances, replaceAt } from '../change.ts';
import { wrongType } from '../wrongValue.ts';
import { derivedPaths, typeAt } from './typeOf.ts';

const otherStatus: Readonly<Record<number, number>> = { 200: 206, 201: 202, 204: 202 };

/** Faults of an answer's shape: what the page itself says. */
export const shapeFaults: readonly Fault[] = [
  changeAnswer({ name: 'wrong-status', text: 'answers with another success status', breaks: 'status' }, (answer) => ({
    ...answer,
    status: otherStatus[answer.status] ?? 299,
  })),

  changeAnswer(
    { name: 'wrapped', text: 'wraps an entity in value, and leaves the value of a collection bare', breaks: 'body' },
    (answer) => {
      if (!isObject(answer.body)) return undefined;
      return { ...answer, body: Array.isArray(answer.body['value']) ? answer.body['value'] : { value: answer.body } };
    },
  ),

  changeAnswer({ name: 'no-value', text: 'renames value', breaks: 'body' }, (answer) => {
    if (!isObject(answer.body) || answer.body['value'] === undefined) return undefined;
    const { value, ...rest } = answer.body;
    return { ...answer, body: { ...rest, values: value } };
  }),

  changeAnswer({ name: 'no-content-type', text: 'does not say what the body is', breaks: 'media-type' }, (answer) =>
    answer.body === undefined ? undefined : { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } },
  ),

  {
    name: 'answer-example',
    text: 'answers every request with the example of its page',
    make:
      ({ world, shape, fired, concerns }) =>
      (request, right) => {
        const documented = world.requests.find(
          ({ request: { method, paths } }) =>
            method === request.method && paths.some((path) => shapeOfPath(world, path) === shape(request)),
        );
        if (!documented || !concerns(request)) return right();
        fired();
        const { status, example } = documented.response;
        return {
          status,
          headers: { 'content-type': 'application/json' },
          ...(example === undefined ? {} : { body: example }),
        };
      },
  },

  changeInstances(
    { name: 'wrong-type-name', text: 'names a type that is not there', breaks: 'odata.type' },
    (instance) => {
      instance['@odata.type'] = '#microsoft.graph.nothing';
      return true;
    },
  ),

  changeInstances({ name: 'omit', text: 'leaves a property out', breaks: 'returned' }, (instance, { scope }) =>
    replaceAt(instance, scope.property ?? '', () => undefined),
  ),

  changeInstances(
    { name: 'wrong-type', text: 'gives a property a value that is not of its type', breaks: 'type' },
    (instance, { scope, world }) => {
      const path = scope.property ?? '';
      const type = typeAt(world.types.model, instance, path);
      return type !== undefined && replaceAt(instance, path, () => wrongType(type));
    },
  ),

  changeInstances(
    { name: 'omit-derived', text: 'leaves out what only a derived type has', breaks: 'derived' },
    (instance, { world }) =>
      derivedPaths(world.types.model, instance)
        .map((path) => replaceAt(instance, path, () => undefined))
        .includes(true),
  ),

  changeAnswer(
    { name: 'wrong-value', text: 'answers an action with a value of another type', breaks: 'value' },
    (answer) => (isObject(answer.body) ? { ...answer, body: { ...answer.body, value: 42 } } : undefined),
  ),
];
