import { segmentsOf, walk } from '../../../model/path.ts';
import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';
import { plainQuery } from '../../query.ts';
import { represent } from '../../representation.ts';
import { changeAnswer, replaceAt } from '../change.ts';
import { typeAt } from '../shape/typeOf.ts';
import { alter, alterable, entityOf, refuse } from '../subject.ts';
import { otherValue } from '../wrongValue.ts';

/** Faults of reading: what GET and DELETE let see afterwards. */
export const readFaults: readonly Fault[] = [
  {
    name: 'touch-when-read',
    text: 'changes lastModifiedDateTime whenever an entity is read',
    breaks: 'safe',
    make: (context) => (request, right) => {
      const answer = right();
      const entity = context.concerns(request, 'GET') ? entityOf(answer, context) : undefined;
      const moment = ['lastModifiedDateTime', 'createdDateTime'].find((name) => entity && name in entity.properties);
      if (!entity) return answer;
      context.fired();
      if (moment === undefined) alter(entity, alterable(entity, context), context);
      else entity.properties[moment] = context.world.clock();
      return answer;
    },
  },

  {
    name: 'show-other-values',
    text: 'shows another value of a property than an entity was made with',
    breaks: 'known',
    make: (context) => (request, right) => {
      const answer = right();
      const body = structuredClone(answer.body);
      if (request.method !== 'GET' || request.target.includes('expand') || !isObject(body)) return answer;
      const type = typeAt(context.world.types.model, body, context.scope.property ?? '');
      if (!type) return answer;
      replaceAt(body, context.scope.property ?? '', () => otherValue(type, null, context.world.types.model));
      context.fired();
      return { ...answer, body };
    },
  },

  {
    name: 'no-such-path',
    text: 'does not find an entity along a documented path',
    breaks: 'path',
    make: (context) => (request, right) => {
      if (!context.concerns(request)) return right();
      context.fired();
      return refuse(404, 'itemNotFound');
    },
  },

  changeAnswer(
    { name: 'lose-last', text: 'leaves the last entity out of a collection', breaks: 'listed' },
    (answer) => {
      const items = isObject(answer.body) ? answer.body['value'] : undefined;
      if (!isObject(answer.body) || !Array.isArray(items) || items.length === 0) return undefined;
      return { ...answer, body: { ...answer.body, value: items.slice(0, -1) } };
    },
  ),

  changeAnswer({ name: 'list-nothing', text: 'answers with an empty collection', breaks: 'story' }, (answer) =>
    isObject(answer.body) && Array.isArray(answer.body['value'])
      ? { ...answer, body: { ...answer.body, value: [] } }
      : undefined,
  ),

  {
    name: 'list-all',
    text: 'lists every entity of a type below any owner',
    breaks: 'own',
    make: (context) => (request, right) => {
      const { store, types } = context.world;
      const address = context.concerns(request, 'GET') ? context.addressOf(request) : undefined;
      const answer = right();
      const items = isObject(answer.body) ? answer.body['value'] : undefined;
      if (!address || !isObject(answer.body) || !Array.isArray(items)) return answer;
      const all = store.all(address.type);
      if (all.length === items.length) return answer;
      context.fired();
      return {
        ...answer,
        body: { ...answer.body, value: all.map((entity) => represent(types, store, entity, plainQuery)) },
      };
    },
  },

  {
    name: 'list-the-dead',
    text: 'still lists what was deleted',
    breaks: 'listed',
    make: (context) => {
      const buried = bury(context);
      return (request, right) => {
        const answer = buried.watch(request, right);
        if (!context.concerns(request, 'GET') || !isObject(answer.body) || !Array.isArray(answer.body['value']))
          return answer;
        const dead = buried.of(context.addressOf(request)?.type ?? '');
        if (dead.length === 0) return answer;
        context.fired();
        return { ...answer, body: { ...answer.body, value: [...answer.body['value'], ...dead] } };
      };
    },
  },

  {
    name: 'find-the-dead',
    text: 'still finds what was deleted',
    breaks: 'gone',
    make: (context) => {
      const buried = bury(context);
      return (request, right) => {
        const answer = buried.watch(request, right);
        const [last] = context.concerns(request, 'GET') && answer.status === 404 ? buried.of(endOf(context)) : [];
        if (!last) return answer;
        context.fired();
        return { status: 200, headers: { ...answer.headers }, body: last };
      };
    },
  },
];

interface Buried {
  watch(request: MockRequest, right: () => MockAnswer): MockAnswer;
  /** What is dead of a type, or of any. */
  of(type: string | undefined): JsonObject[];
}

/** Remembers what every DELETE removed, as it was last shown. */
function bury({ world }: FaultContext): Buried {
  const dead: { type: string; body: JsonObject }[] = [];
  const { types, store } = world;
  return {
    watch: (request, right) => {
      if (request.method !== 'DELETE') return right();
      const before = store.everything().map((entity) => ({
        entity,
        body: represent(types, store, entity, plainQuery),
      }));
      const answer = right();
      dead.push(
        ...before
          .filter(({ entity }) => !store.get(entity.id))
          .map(({ entity, body }) => ({ type: entity.type, body })),
      );
      return answer;
    },
    of: (type) => dead.filter((one) => type === undefined || types.model.isA(one.type, type)).map(({ body }) => body),
  };
}

/** The type that the path of a fault's scope ends at; undefined where the scope has none. */
function endOf({ world, scope }: FaultContext): string | undefined {
  const steps = walk(world.container, segmentsOf(scope.path ?? ''));
  const last = Array.isArray(steps) ? steps.at(-1) : undefined;
  return last && 'type' in last ? last.type : undefined;
}
