import type { Fault, FaultContext } from '../../fault.ts';
import { isContained } from '../../relationships.ts';
import type { Entity } from '../../store.ts';

/** What an entity contains. */
function contentOf(owner: Entity, { world: { store } }: FaultContext): Entity[] {
  return [...owner.links.keys()]
    .filter((navigation) => isContained(store.model, owner.type, navigation))
    .flatMap((navigation) => store.linked(owner, navigation));
}

/** Faults of containment: what goes with an entity that it does not go with. */
export const belowFaults: readonly Fault[] = [
  {
    name: 'clear-below',
    text: 'removes what an entity contains when it is changed',
    breaks: 'below',
    make: (context) => (request, right) => {
      const entity = context.concerns(request, 'PATCH') ? context.addressOf(request)?.entity : undefined;
      const answer = right();
      if (!entity || answer.status >= 300) return answer;
      for (const child of contentOf(entity, context)) {
        context.fired();
        context.world.store.remove(child);
      }
      return answer;
    },
  },

  {
    name: 'clear-elsewhere',
    text: 'removes what other entities contain, alike to what is deleted or to what an action is about',
    breaks: 'elsewhere',
    make: (context) => (request, right) => {
      const { store } = context.world;
      const entity = context.concerns(request) ? context.addressOf(request)?.entity : undefined;
      const content = entity ? contentOf(entity, context) : [];
      const holds = (owner: Entity): boolean =>
        owner === entity || contentOf(owner, context).some((child) => child === entity);
      const owners = entity ? store.everything().filter((owner) => !holds(owner)) : [];
      const types = new Set(request.method === 'DELETE' ? [entity?.type] : content.map(({ type }) => type));
      const answer = right();
      if (answer.status >= 300) return answer;
      for (const child of owners.flatMap((owner) => contentOf(owner, context)))
        if (types.has(child.type)) {
          context.fired();
          store.remove(child);
        }
      return answer;
    },
  },
];
