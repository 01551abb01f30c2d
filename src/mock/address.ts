import { type Container, type Step, walk } from '../model/path.ts';
import { badRequest, notFound } from './odataError.ts';
import type { Entity, Store } from './store.ts';

/** What a path leads to: one entity, a collection of a parent (or an entity set), or an action bound to either. */
export interface Address {
  readonly steps: readonly Step[];
  readonly kind: 'entity' | 'collection' | 'action';
  readonly type: string;
  readonly entity?: Entity;
  readonly owner?: Entity;
  readonly navigation?: string;
  readonly action?: string;
}

/** Finds what the segments of a path lead to; throws `ODataError` where there is nothing. */
export function addressOf(container: Container, store: Store, segments: readonly string[]): Address {
  const steps = walk(container, segments);
  if (!Array.isArray(steps)) throw badRequest(`Resource not found for the segment '${steps.segment}'.`);
  let address: Address = { steps, kind: 'entity', type: '' };
  for (const step of steps.slice(1)) address = follow(store, address, step);
  if (steps.length === 1) throw badRequest("Resource not found for the segment 'deviceManagement'.");
  return address;
}

function follow(store: Store, from: Address, step: Step): Address {
  const { steps } = from;
  switch (step.kind) {
    case 'set':
      return { steps, kind: 'collection', type: step.type };
    case 'key': {
      const entity = members(store, from).find((candidate) => candidate.id === step.name);
      if (!entity) throw notFound(`The ${step.type} '${step.name}'`);
      return { steps, kind: 'entity', type: step.type, entity };
    }
    case 'collection':
      return { steps, kind: 'collection', type: step.type, owner: owner(from), navigation: step.name };
    case 'single': {
      const [entity] = store.linked(owner(from), step.name);
      if (!entity) throw notFound(`The ${step.name} of the ${from.type}`);
      return { steps, kind: 'entity', type: step.type, entity };
    }
    case 'cast':
      if (step.of === 'entity' && !store.model.isA(owner(from).type, step.type)) throw notFound(`A ${step.type}`);
      return { ...from, type: step.type };
    case 'action':
      return { ...from, kind: 'action', action: step.name };
    case 'singleton':
      return from;
  }
}

function owner(address: Address): Entity {
  if (address.entity) return address.entity;
  throw badRequest('A key is missing in the path.');
}

/** The entities of a collection address. */
export function members(store: Store, { owner: parent, navigation, type }: Address): Entity[] {
  const all = parent && navigation !== undefined ? store.linked(parent, navigation) : store.all(type);
  return all.filter((entity) => store.model.isA(entity.type, type));
}

/** The path's shape without keys, `deviceManagement/groupPolicyConfigurations/{}/assign`, to compare it with documented templates. */
export function shapeOf(steps: readonly Step[]): string {
  return steps.map((step) => (step.kind === 'key' ? '{}' : step.name)).join('/');
}
