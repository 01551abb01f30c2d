import { progress } from '../../../model/transitions.ts';
import { isObject, type JsonObject, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { defaultValue } from '../../requestBody.ts';
import { entityOf, given, refuse } from '../subject.ts';

/** Faults of keeping: what a service has of what it was given. */
export const keepingFaults: readonly Fault[] = [
  {
    name: 'keep-first-property',
    text: 'keeps only the first property of a change, and answers as if it had kept all',
    make: (context) => (request, right) => {
      const { '@odata.type': type, ...values } = given(request);
      const [first] = Object.entries(values);
      if (!context.concerns(request, 'PATCH') || !first) return right();
      const undo = context.world.store.snapshot();
      const answer = right();
      undo();
      right({
        ...request,
        body: writeJson({ ...(type === undefined ? {} : { '@odata.type': type }), [first[0]]: first[1] }),
      });
      context.fired();
      return answer;
    },
  },

  {
    name: 'replace-whole',
    text: 'sets whatever a change leaves out to its default',
    make: (context) => (request, right) => {
      const answer = right();
      const entity = context.concerns(request, 'PATCH') ? entityOf(answer, context) : undefined;
      if (!entity || !isObject(answer.body)) return answer;
      const sent = given(request);
      const reset: JsonObject = {};
      for (const { name, type } of context.world.types.model.structured(entity.type).properties)
        if (!(name in sent) && !['id', 'createdDateTime', 'lastModifiedDateTime'].includes(name))
          reset[name] = defaultValue(context.world.types, type);
      Object.assign(entity.properties, reset);
      context.fired();
      return { ...answer, body: { ...answer.body, ...reset } };
    },
  },

  {
    name: 'delete-beside',
    text: 'deletes all entities of a type at once',
    make: (context) => (request, right) => {
      const { store } = context.world;
      const entity = context.concerns(request, 'DELETE') ? context.addressOf(request)?.entity : undefined;
      const answer = right();
      if (!entity || answer.status >= 300) return answer;
      for (const other of store.all(entity.type)) store.remove(other);
      context.fired();
      return answer;
    },
  },

  {
    name: 'distant-moment',
    text: 'gives a new entity a moment of another year',
    breaks: 'recent',
    make: (context) => (request, right) => {
      const property = context.scope.property ?? '';
      const answer = right();
      const entity = context.concerns(request, 'POST') ? entityOf(answer, context) : undefined;
      if (!entity || !isObject(answer.body) || !(property in entity.properties)) return answer;
      entity.properties[property] = '2001-02-03T04:05:06Z';
      context.fired();
      return { ...answer, body: { ...answer.body, [property]: '2001-02-03T04:05:06Z' } };
    },
  },

  {
    name: 'keep-moment',
    text: 'changes an entity without changing lastModifiedDateTime',
    breaks: 'advance',
    make: (context) => (request, right) => {
      const entity =
        request.method !== 'GET' && context.concerns(request) ? context.addressOf(request)?.entity : undefined;
      const moment = entity?.properties['lastModifiedDateTime'];
      const answer = right();
      if (!entity || moment === undefined || answer.status >= 300) return answer;
      entity.properties['lastModifiedDateTime'] = moment;
      context.fired();
      const shows = isObject(answer.body) && 'lastModifiedDateTime' in answer.body;
      return shows ? { ...answer, body: { ...answer.body, lastModifiedDateTime: moment } } : answer;
    },
  },

  {
    name: 'advance-status',
    text: 'shows what is in progress as come to its end when it is read',
    breaks: 'steady',
    make: (context) => (request, right) => {
      const answer = right();
      const entity = request.method === 'GET' ? entityOf(answer, context) : undefined;
      if (!entity || !isObject(answer.body)) return answer;
      const body = { ...answer.body };
      for (const { name, type } of context.world.types.model.structured(entity.type).properties) {
        const [moved] = progress[type.name]?.[String(body[name])] ?? [];
        if (moved === undefined) continue;
        body[name] = moved;
        context.fired();
      }
      return { ...answer, body };
    },
  },

  {
    name: 'lead-to-itself',
    text: 'leads along a relationship to where it starts from',
    make: (context) => (request, right) => {
      const target = request.target.replace(/\/[^/?]+(\?|$)/, '$1');
      if (!context.concerns(request)) return right();
      context.fired();
      return right({ ...request, target });
    },
  },

  {
    name: 'refuse-cast',
    text: 'knows no type-cast segments',
    make: (context) => (request, right) => {
      if (!request.target.includes('/microsoft.graph.')) return right();
      context.fired();
      return refuse(400, 'invalidRequest');
    },
  },

  {
    name: 'ignore-etag',
    text: 'gives ETags, and takes a change of what has changed since',
    breaks: 'precondition',
    make: (context) => (request, right) => {
      const answer = right();
      if (!context.concerns(request) || !isObject(answer.body) || answer.status >= 300) return answer;
      if (request.method === 'PATCH' && request.headers['if-match'] !== undefined) context.fired();
      return { ...answer, body: { ...answer.body, '@odata.etag': 'W/"1"' } };
    },
  },
];
