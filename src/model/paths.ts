import { type Api, linesOf, stepsOf } from './api.ts';
import type { Case } from './case.ts';
import { segmentsOf } from './path.ts';

/**
 * The documented GET paths along which the entity of a case is read: every one that reaches its type. A new entity is
 * only where it was put: in the collection it was posted to, and by its key in its entity set.
 */
export function readPaths(documented: Case, api: Api): string[] {
  const { verb, resource, path } = documented;
  const all = linesOf(api, 'GET', resource, 'entity').map((line) => line.path);
  if (verb !== 'create') return all;
  const ownKey = (template: string): boolean => template.slice(0, template.lastIndexOf('/')) === path;
  return all.filter((template) => isKeyed(template, api) && (ownKey(template) || segmentsOf(template).length === 3));
}

/** The documented paths of collections that hold the entity of a case; a new one is in the one it was posted to and in its entity set. */
export function listPaths(documented: Case, api: Api): string[] {
  const { verb, resource, path } = documented;
  const all = linesOf(api, 'GET', resource, 'collection').map((line) => line.path);
  return verb === 'create' ? all.filter((template) => template === path || segmentsOf(template).length === 2) : all;
}

function isKeyed(template: string, api: Api): boolean {
  return stepsOf(api, template).at(-1)?.kind === 'key';
}
