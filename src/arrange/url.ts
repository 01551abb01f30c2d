import { type Api, linesOf } from '../model/api.ts';
import { encodeSegment, segmentsOf } from '../model/path.ts';
import { resourceOf } from '../model/requestContract.ts';
import { ArrangeError } from './arrangeError.ts';
import type { Known } from './entityGraph.ts';

/** The documented GET of one entity by its key in an entity set, with OData query options; undefined where no page has it. */
export function keyedPath(api: Api, { type, id }: Known): string | undefined {
  const keyed = linesOf(api, 'GET', type, 'entity').filter(
    ({ contract, path }) => segmentsOf(path).length === 3 && contract.request.queryOptions,
  );
  const line = keyed.find(({ contract }) => resourceOf(contract) === type) ?? keyed[0];
  return line && `${line.path.slice(0, line.path.lastIndexOf('/'))}/${encodeSegment(id)}`;
}

/** The URL of an entity by its key, below the base URL: in its entity set, or in the collection of the entity that owns it. */
export function urlOf(api: Api, known: Known): string {
  const path = keyedPath(api, known);
  if (path !== undefined) return path;
  for (const definition of known.links.get('definition') ?? [])
    return `${urlOf(api, definition)}/presentations/${encodeSegment(known.id)}`;
  throw new ArrangeError(`a ${known.type} has no URL of its own`);
}
