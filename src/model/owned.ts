import { type Api, stepsOf } from './api.ts';
import { isAction, type RequestContract } from './requestContract.ts';

/** The navigation property through which entities belong to an owner, and the one that leads back to it, where there is one. */
export interface Owned {
  readonly through: string;
  readonly back?: string;
}

/**
 * How what a navigation property of a type leads to belongs to one owner: its way back leads to one entity, or pages make
 * it there. Undefined where several may share it.
 */
export function ownedThrough(api: Api, owner: string, navigation: string): Owned | undefined {
  const { model } = api.types;
  const target = model.structured(owner).navigation[navigation];
  if (!target?.collection) return undefined;
  const back = model.partner(owner, navigation);
  if (back !== undefined && model.structured(target.type).navigation[back]?.collection === false)
    return { through: navigation, back };
  return isMadeBelow(api, owner, navigation) ? { through: navigation } : undefined;
}

/** The type of the entity that the collection at the end of a documented path lies below, and its navigation property; undefined for any other path. */
export function collectionAt(api: Api, path: string): { owner: string; navigation: string } | undefined {
  const steps = stepsOf(api, path);
  const last = steps.at(-1);
  const above = steps.slice(0, -1).findLast((step) => 'type' in step);
  return last?.kind === 'collection' && above && 'type' in above
    ? { owner: above.type, navigation: last.name }
    : undefined;
}

/** Whether pages make what a navigation property of a type leads to, by POST to that collection below an entity of the type. */
export function isMadeBelow(api: Api, owner: string, navigation: string): boolean {
  return api.requests.some((contract) => makes(contract, api, owner, navigation));
}

function makes(contract: RequestContract, api: Api, owner: string, navigation: string): boolean {
  if (contract.request.method !== 'POST' || isAction(contract)) return false;
  return contract.request.paths.some((path) => {
    const place = collectionAt(api, path);
    return place?.navigation === navigation && api.types.model.isA(owner, place.owner);
  });
}
