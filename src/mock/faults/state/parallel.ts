import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';
import { entityOf, refuse } from '../subject.ts';

/** The first of the requests in flight at once, where this one is another of them. */
function firstBefore(request: MockRequest): MockRequest | undefined {
  const [first] = request.together ?? [];
  return first === request ? undefined : first;
}

/** Faults of requests in flight at once: what goes wrong where each alone is done right. */
export const parallelFaults: readonly Fault[] = [
  {
    name: 'same-id-at-once',
    text: 'gives entities that are made at once the same id',
    breaks: 'parallel',
    gathers: true,
    make: (context) => {
      const ids = new WeakMap<MockRequest, string>();
      return (request, right) => {
        const answer = right();
        const entity = context.concerns(request, 'POST') ? entityOf(answer, context) : undefined;
        if (!entity || !isObject(answer.body)) return answer;
        const before = firstBefore(request);
        const id = before && ids.get(before);
        if (id === undefined) {
          ids.set(request, entity.id);
          return answer;
        }
        context.fired();
        context.world.store.remove(entity);
        return { ...answer, body: { ...answer.body, id } };
      };
    },
  },

  {
    name: 'lose-one-at-once',
    text: 'loses the last of the entities that are made at once',
    breaks: 'parallel',
    gathers: true,
    make: (context) => (request, right) => {
      const answer = right();
      const entity = context.concerns(request, 'POST') ? entityOf(answer, context) : undefined;
      if (!entity || !firstBefore(request) || request.together?.at(-1) !== request) return answer;
      context.fired();
      context.world.store.remove(entity);
      return answer;
    },
  },

  {
    name: 'swap-answers',
    text: 'answers two requests in flight at once each with the answer to the other',
    breaks: 'parallel',
    gathers: true,
    make: (context) => {
      const swapped = new WeakMap<MockRequest, MockAnswer>();
      return (request, right) => {
        const ready = swapped.get(request);
        if (ready) return ready;
        const [first, ...rest] = context.concerns(request) ? (request.together ?? []) : [];
        const other = first === request ? rest.find(({ body }) => body !== request.body) : undefined;
        if (!other) return right();
        context.fired();
        swapped.set(other, right());
        return right(other);
      };
    },
  },

  {
    name: 'last-update-wins-whole',
    text: 'keeps of changes in flight at once only the last, as if each had been the only one',
    breaks: 'parallel',
    gathers: true,
    make: (context) => {
      const states = new WeakMap<MockRequest, JsonObject>();
      return (request, right) => {
        const entity = context.concerns(request, 'PATCH') ? context.addressOf(request)?.entity : undefined;
        const before = firstBefore(request);
        const state = before && states.get(before);
        if (entity && state) {
          context.fired();
          entity.properties = { ...state };
        } else if (entity) states.set(request, { ...entity.properties });
        return right();
      };
    },
  },

  {
    name: 'conflict-at-once',
    text: 'takes one of the requests in flight at once, and refuses the others with 409',
    gathers: true,
    make: (context) => (request, right) => {
      if (!context.concerns(request) || !firstBefore(request)) return right();
      context.fired();
      return refuse(409, 'Conflict');
    },
  },
];
