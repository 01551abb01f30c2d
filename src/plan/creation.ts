import { type Plan, plans } from '../areas/group-policy/arrangement.ts';
import type { Api, RequestLine } from '../model/api.ts';

/** The documented POST that makes a type: that of its own page, else of a type derived from it; undefined where no page has one. */
export function creationOf(api: Api, type: string): RequestLine | undefined {
  const names = [type, ...api.types.model.structured(type).descendants];
  const contract = names.flatMap((name) => api.requests.find(({ id }) => id === `${name}/create`) ?? [])[0];
  const path = contract?.request.paths[0];
  return contract && path !== undefined ? { contract, path } : undefined;
}

/** The plan of a type, or of the nearest ancestor that has one. */
export function planOf(api: Api, type: string): Plan {
  const { base } = api.types.model.structured(type);
  return plans[type] ?? (base === undefined ? {} : planOf(api, base));
}
