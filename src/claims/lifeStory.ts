import type { Api } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { listPaths, readPaths } from '../model/paths.ts';

/** A moment in the life of an entity that can be told beforehand: a documented request, and what it shows. */
export interface Chapter {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly text: string;
}

/**
 * The life of an entity of a case's type, as far as pages document it: made, read, listed, changed, read along every
 * path, listed as changed, deleted, not found, not listed. What no page makes begins as it is found.
 */
export function storyOf(documented: Case, api: Api): Chapter[] {
  const { resource, path, verb } = documented;
  const reads = readPaths(documented, api);
  const [own = ''] = reads;
  const [list] = listPaths(documented, api);
  const request = (method: string): string | undefined =>
    api.requests.find(({ id }) => id === `${resource}/${method}`)?.request.paths[0];
  const [change, removal] = [request('update'), request('delete')];
  const chapter = (id: string, method: string, template: string, text: string): Chapter => ({
    id,
    method,
    template,
    text: `${method} ${template} ${text}`,
  });
  return [
    ...(verb === 'create' ? [chapter('made', 'POST', path, 'makes it')] : []),
    chapter('shown', 'GET', own, verb === 'create' ? 'shows it as it was made' : 'shows it'),
    ...(list === undefined ? [] : [chapter('listed', 'GET', list, 'lists it')]),
    ...(change === undefined ? [] : [chapter('changed', 'PATCH', change, 'changes it')]),
    ...(change === undefined
      ? []
      : reads.map((template) => chapter(`seen/${template}`, 'GET', template, 'shows the change'))),
    ...(change === undefined || list === undefined
      ? []
      : [chapter('relisted', 'GET', list, 'lists it as it was changed')]),
    ...(removal === undefined ? [] : [chapter('deleted', 'DELETE', removal, 'deletes it')]),
    ...(removal === undefined ? [] : [chapter('gone', 'GET', own, 'does not find it any more')]),
    ...(removal === undefined || list === undefined
      ? []
      : [chapter('unlisted', 'GET', list, 'does not list it any more')]),
  ];
}
