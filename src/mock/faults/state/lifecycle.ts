import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { plainQuery } from '../../query.ts';
import { represent } from '../../representation.ts';
import { refuse } from '../subject.ts';

/** Faults that show in the life of an entity. */
export const lifeFaults: readonly Fault[] = [
  {
    name: 'hide-id',
    text: 'does not say which id a new entity has',
    breaks: 'story',
    make: (context) => (request, right) => {
      const answer = right();
      if (!context.concerns(request, 'POST') || !isObject(answer.body) || answer.body['id'] === undefined)
        return answer;
      const { id: _, ...rest } = answer.body;
      context.fired();
      return { ...answer, body: rest };
    },
  },

  {
    name: 'show-before-change',
    text: 'shows an entity along a path as it was before it was changed',
    breaks: 'story',
    make: (context) => {
      const { store, types } = context.world;
      const old = new Map<string, JsonObject>();
      return (request, right) => {
        const entity = context.addressOf(request)?.entity;
        if (request.method === 'PATCH' && entity) old.set(entity.id, represent(types, store, entity, plainQuery));
        const answer = right();
        const body =
          entity && answer.status === 200 && context.concerns(request, 'GET') ? old.get(entity.id) : undefined;
        if (!body) return answer;
        context.fired();
        return { ...answer, body };
      };
    },
  },

  {
    name: 'refuse-delete',
    text: 'does not let an entity be deleted',
    breaks: 'story',
    make: (context) => (request, right) => {
      if (!context.concerns(request, 'DELETE')) return right();
      context.fired();
      return refuse(409, 'Conflict');
    },
  },
];
