import type { Api } from '../../model/api.ts';
import { segmentsOf, walk } from '../../model/path.ts';

/**
 * The collection that a POST to a path adds an entity to: the path itself, or what an action that is bound to a collection
 * is bound to. Undefined for a request that adds none.
 */
export function collectionOf({ container }: Api, method: string, path: string): string | undefined {
  if (method !== 'POST') return undefined;
  const [alone = ''] = path.split('?');
  const steps = walk(container, segmentsOf(alone));
  if (!Array.isArray(steps)) return undefined;
  const [before, last] = steps.slice(-2);
  if (last?.kind === 'set' || last?.kind === 'collection') return alone;
  return last?.kind === 'action' && before?.kind === 'set' ? alone.slice(0, alone.lastIndexOf('/')) : undefined;
}
