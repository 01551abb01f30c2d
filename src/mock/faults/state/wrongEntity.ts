import { isObject, JsonError, readJson } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import type { MockRequest } from '../../message.ts';
import { plainQuery } from '../../query.ts';
import { represent } from '../../representation.ts';
import type { Entity } from '../../store.ts';
import { given } from '../subject.ts';

/** The oldest entity in the collection of a request's entity, beside it. */
function oldestBeside(request: MockRequest, context: FaultContext): Entity | undefined {
  const { store } = context.world;
  const entity = context.concerns(request) ? context.addressOf(request)?.entity : undefined;
  const holds = (owner: Entity): boolean => [...owner.links.values()].some((ids) => ids.includes(entity?.id ?? ''));
  const owner = entity && store.everything().find((one) => one.type !== entity.type && holds(one));
  const beside = owner ? [...owner.links.values()].find((ids) => ids.includes(entity.id)) : undefined;
  return beside?.flatMap((id) => (id === entity?.id ? [] : (store.get(id) ?? [])))[0];
}

/** A fault that does something to the oldest entity beside the one that a request changes or removes. */
function toOldestBeside(
  method: string,
  name: string,
  text: string,
  change: (oldest: Entity, request: MockRequest, context: FaultContext) => void,
): Fault {
  return {
    name,
    text,
    breaks: 'sibling',
    make: (context) => (request, right) => {
      const oldest = request.method === method ? oldestBeside(request, context) : undefined;
      const answer = right();
      if (!oldest || answer.status >= 300) return answer;
      context.fired();
      change(oldest, request, context);
      return answer;
    },
  };
}

/** Faults by which a request reaches another entity than the one that it names, or one more. */
export const astrayFaults: readonly Fault[] = [
  {
    name: 'lead-to-first',
    text: 'follows a relationship to the first entity of its type, whichever it leads to',
    breaks: 'path',
    make: (context) => (request, right) => {
      const answer = right();
      const { store, types } = context.world;
      const entity = context.concerns(request, 'GET') ? context.addressOf(request)?.entity : undefined;
      const [first] = entity ? store.all(entity.type) : [];
      if (!entity || !first || first === entity || answer.status !== 200) return answer;
      context.fired();
      return { ...answer, body: represent(types, store, first, plainQuery) };
    },
  },

  {
    name: 'list-descendants',
    text: 'lists with the children of an entity those of its children',
    breaks: 'own',
    make: (context) => (request, right) => {
      const answer = right();
      const { store, types } = context.world;
      const items = isObject(answer.body) ? answer.body['value'] : undefined;
      if (!context.concerns(request, 'GET') || !isObject(answer.body) || !Array.isArray(items)) return answer;
      const navigation = request.target.split('?')[0]?.split('/').at(-1) ?? '';
      const children = items.flatMap((item) => (isObject(item) ? (store.get(String(item['id'])) ?? []) : []));
      const deeper = children.flatMap((child) => store.linked(child, navigation));
      if (deeper.length === 0) return answer;
      context.fired();
      const more = deeper.map((one) => represent(types, store, one, plainQuery));
      return { ...answer, body: { ...answer.body, value: [...items, ...more] } };
    },
  },

  toOldestBeside(
    'PATCH',
    'change-oldest-beside',
    'changes with an entity the oldest one beside it',
    (oldest, request) => {
      Object.assign(oldest.properties, { ...given(request), id: oldest.id });
    },
  ),

  toOldestBeside(
    'DELETE',
    'remove-oldest-beside',
    'removes with an entity the oldest one beside it',
    (oldest, _request, { world }) => {
      world.store.remove(oldest);
    },
  ),

  {
    name: 'find-by-beginning',
    text: 'finds an entity whose id only begins as the one that is asked for',
    breaks: 'refused',
    make: (context) => (request, right) => {
      const [path = ''] = request.target.split('?');
      const id = decodeURIComponent(path.split('/').at(-1) ?? '');
      const alike =
        context.concerns(request) && /^[0-9a-f]{8}-/i.test(id) && !context.world.store.get(id)
          ? context.world.store.everything().find((entity) => entity.id.startsWith(id.slice(0, 8)))
          : undefined;
      if (!alike) return right();
      context.fired();
      return right({ ...request, target: path.replace(/[^/]+$/, alike.id) });
    },
  },

  {
    name: 'complete-json',
    text: 'closes an object of JSON that is cut short',
    breaks: 'refused',
    make: (context) => (request, right) => {
      const whole = `${request.body}}`;
      if (!context.concerns(request) || isJson(request.body) || !isJson(whole)) return right();
      context.fired();
      return right({ ...request, body: whole });
    },
  },
];

function isJson(text: string): boolean {
  try {
    readJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}
