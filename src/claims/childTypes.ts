import { actionMeanings } from '../areas/group-policy/actions.ts';
import { type Api, declaredType, stepsOf } from '../model/api.ts';
import type { Case } from '../model/case.ts';

/**
 * The type of what the first path of its create page makes below an entity of a type; undefined where nothing is made there,
 * or only what the path does not name the very type of. Where several are, the last of them.
 */
export function childTypeOf(api: Api, owner: string): string | undefined {
  const { model } = api.types;
  return api.requests
    .flatMap(({ id }) => {
      const [type = '', method] = id.split('/');
      const above = method === 'create' ? ownerTypeOf(api, type) : undefined;
      const isAlone = model.structured(type).descendants.length === 0 && !isDerived(api, type);
      return above !== undefined && isAlone && model.isA(owner, above) ? [type] : [];
    })
    .at(-1);
}

/** The type of the entity below which the first path of its create page makes an entity of a type; undefined where that is none. */
function ownerTypeOf(api: Api, type: string): string | undefined {
  const path = api.requests.find(({ id }) => id === `${type}/create`)?.request.paths[0];
  const step = path === undefined ? undefined : stepsOf(api, path).at(-2);
  return step?.kind === 'key' ? step.type : undefined;
}

function isDerived(api: Api, type: string): boolean {
  const path = api.requests.find(({ id }) => id === `${type}/create`)?.request.paths[0];
  return path !== undefined && declaredType(api, path) !== type;
}

/** What a request may not touch below another entity than the one that it addresses: the types of that entity and of what is below it. */
export function elsewhereOf({ verb, resource, contract }: Case, api: Api): { owner: string; type: string } | undefined {
  if (verb === 'delete') {
    const owner = ownerTypeOf(api, resource);
    return owner === undefined || api.types.model.structured(resource).descendants.length > 0
      ? undefined
      : { owner, type: resource };
  }
  const watch = verb === 'action' ? actionMeanings[contract.id]?.watch : undefined;
  const line =
    watch === undefined
      ? undefined
      : api.requests.flatMap(({ request }) => request.paths).find((path) => path.endsWith(`}/${watch}`));
  const type = line === undefined ? undefined : declaredType(api, line);
  return type !== undefined && ownerTypeOf(api, type) === resource ? { owner: resource, type } : undefined;
}
