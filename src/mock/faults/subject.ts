import { isObject, type JsonObject, readJson } from '../../value/json.ts';
import type { FaultContext } from '../fault.ts';
import type { MockAnswer, MockRequest } from '../message.ts';
import type { Entity } from '../store.ts';
import { otherValue } from './wrongValue.ts';

/** The entity that an answer is about, as the store has it. */
export function entityOf({ body }: MockAnswer, { world }: FaultContext): Entity | undefined {
  const id = isObject(body) ? body['id'] : undefined;
  return typeof id === 'string' ? world.store.get(id) : undefined;
}

/** The members of a request's body. */
export function given({ body }: MockRequest): JsonObject {
  const value = body === '' ? null : readJson(body);
  return isObject(value) ? value : {};
}

/** Stores another value of a property than an entity has. */
export function alter(entity: Entity, property: string, { world }: FaultContext): void {
  const { model } = world.types;
  const type = model.structured(entity.type).properties.find(({ name }) => name === property)?.type;
  if (type) entity.properties[property] = otherValue(type, entity.properties[property] ?? null, model);
}

/** A property that can be altered: the first text, else the first of any type, that is not the key. */
export function alterable(entity: Entity, { world }: FaultContext): string {
  const properties = world.types.model.structured(entity.type).properties.filter(({ name }) => name !== 'id');
  return (properties.find(({ type }) => type.name === 'String' && !type.collection) ?? properties[0])?.name ?? '';
}

/** A refusal that is none of the service's. */
export function refuse(status: number, code: string): MockAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: { error: { code, message: 'Refused by a fault.' } },
  };
}
