import { isObject, type JsonValue, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import type { MockRequest } from '../../message.ts';
import { defaultValue } from '../../requestBody.ts';
import { instancesIn, replaceAt } from '../change.ts';
import { typeAt } from '../shape/typeOf.ts';
import { alter, alterable, entityOf, given, refuse } from '../subject.ts';
import { otherValue } from '../wrongValue.ts';

function isWrite({ method }: MockRequest): boolean {
  return method === 'POST' || method === 'PATCH';
}

/** Faults of writing: what the words create, update and delete mean. */
export const writeFaults: readonly Fault[] = [
  {
    name: 'alter-answer',
    text: 'answers a write with another value of a property than it stores',
    breaks: 'echo',
    make: (context) => (request, right) => {
      const answer = right();
      const body = structuredClone(answer.body);
      const path = context.scope.property ?? '';
      const { model } = context.world.types;
      if (!context.concerns(request) || !isWrite(request) || !isObject(body)) return answer;
      const altered = instancesIn(body).map((instance) => {
        const type = typeAt(model, instance, path);
        return type !== undefined && replaceAt(instance, path, (value) => otherValue(type, value, model));
      });
      if (!altered.includes(true)) return answer;
      context.fired();
      return { ...answer, body };
    },
  },

  {
    name: 'constant-id',
    text: 'shows the same id for every entity it makes, and another one than was asked for',
    breaks: 'identity',
    make: (context) => (request, right) => {
      const answer = right();
      if (!context.concerns(request) || !isObject(answer.body) || answer.body['id'] === undefined) return answer;
      context.fired();
      return { ...answer, body: { ...answer.body, id: '00000000-0000-0000-0000-000000000001' } };
    },
  },

  {
    name: 'move-moment',
    text: 'changes createdDateTime, or sets lastModifiedDateTime back, with every change',
    breaks: 'moments',
    make: (context) => (request, right) => {
      const answer = right();
      const entity = context.concerns(request, 'PATCH') ? entityOf(answer, context) : undefined;
      if (!entity || !isObject(answer.body)) return answer;
      context.fired();
      const moment = context.scope.property === 'createdDateTime' ? context.world.clock() : '2001-02-03T04:05:06Z';
      const property = context.scope.property ?? '';
      entity.properties[property] = moment;
      return { ...answer, body: { ...answer.body, [property]: moment } };
    },
  },

  {
    name: 'first-value-only',
    text: 'keeps the first value that a property was ever given',
    breaks: 'values',
    make: (context) => {
      let first: JsonValue | undefined;
      return (request, right) => {
        const property = context.scope.property ?? '';
        const answer = right();
        const value = isWrite(request) && context.concerns(request) ? given(request)[property] : undefined;
        const entity = value === undefined ? undefined : entityOf(answer, context);
        if (!entity || value === undefined || !isObject(answer.body)) return answer;
        first ??= value;
        if (writeJson(first) === writeJson(value)) return answer;
        context.fired();
        entity.properties[property] = first;
        return { ...answer, body: { ...answer.body, [property]: first } };
      };
    },
  },

  {
    name: 'forget-when-left-out',
    text: 'sets a property to its default when a PATCH leaves it out',
    breaks: 'part',
    make: (context) => (request, right) => {
      const property = context.scope.property ?? '';
      const answer = right();
      const entity =
        context.concerns(request, 'PATCH') && !(property in given(request)) ? entityOf(answer, context) : undefined;
      const type =
        entity &&
        context.world.types.model.structured(entity.type).properties.find(({ name }) => name === property)?.type;
      if (!entity || !type || !isObject(answer.body)) return answer;
      context.fired();
      const value = defaultValue(context.world.types, type);
      entity.properties[property] = value;
      return { ...answer, body: { ...answer.body, [property]: value } };
    },
  },

  {
    name: 'alter-in-part',
    text: 'sets a property to another value where a PATCH leaves others out',
    breaks: 'part',
    make: (context) => {
      let most = 0;
      return (request, right) => {
        const property = context.scope.property ?? '';
        const answer = right();
        const values = context.concerns(request, 'PATCH') ? given(request) : {};
        const entity = property in values ? entityOf(answer, context) : undefined;
        const { model } = context.world.types;
        const type = entity && model.structured(entity.type).properties.find(({ name }) => name === property)?.type;
        most = Math.max(most, Object.keys(values).length);
        if (!entity || !type || !isObject(answer.body) || Object.keys(values).length === most) return answer;
        context.fired();
        const value = otherValue(type, entity.properties[property] ?? null, model);
        entity.properties[property] = value;
        return { ...answer, body: { ...answer.body, [property]: value } };
      };
    },
  },

  {
    name: 'change-beside',
    text: 'changes what is beside the entity that is written',
    breaks: 'sibling',
    make: (context) => {
      const made: string[] = [];
      return (request, right) => {
        const { store } = context.world;
        const address = context.concerns(request) ? context.addressOf(request) : undefined;
        const answer = right();
        if (!address || answer.status >= 300) return answer;
        const entity = address.entity ?? entityOf(answer, context);
        if (entity && address.kind === 'collection') made.push(entity.id);
        const beside =
          address.kind === 'collection' ? made.slice(1, -1) : store.all(entity?.type ?? '').map((other) => other.id);
        for (const other of beside.flatMap((id) => (id === entity?.id ? [] : (store.get(id) ?? [])))) {
          context.fired();
          alter(other, alterable(other, context), context);
        }
        return answer;
      };
    },
  },

  {
    name: 'make-two',
    text: 'makes two entities where one is asked for, and shows one',
    make: (context) => (request, right) => {
      const answer = right();
      if (!context.concerns(request, 'POST') || answer.status !== 201) return answer;
      right();
      context.fired();
      return answer;
    },
  },

  {
    name: 'refuse-example',
    text: 'refuses the documented example request',
    breaks: 'example',
    make: (context) => (request, right) => {
      const isExample = context.world.requests.some(
        ({ request: { method, example } }) =>
          method === request.method && isObject(example) && request.body === writeJson(example, 2),
      );
      if (!isExample || !context.concerns(request)) return right();
      context.fired();
      return refuse(400, 'invalidRequest');
    },
  },
];
