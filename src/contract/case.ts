import { type Api, declaredType, endsAtCollection } from './api.ts';
import { isAction, type RequestContract, resourceOf } from './requestContract.ts';

/** What a documented request does, told by its page: the pages' titles, and `action` for all actions. */
export type Verb = 'create' | 'get' | 'list' | 'update' | 'delete' | 'action';

/**
 * One documented request line to be run: a contract and one of its paths. `resource` is the type that the page is about,
 * `declared` the type that the relationships declare at the end of the path (the same or an ancestor).
 */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly contract: RequestContract;
  readonly path: string;
  readonly verb: Verb;
  readonly resource: string;
  readonly declared: string;
}

/** The cases of a contract, one per documented path, in the order of the page. */
export function planCases(contract: RequestContract, api: Api): Case[] {
  const { method, paths } = contract.request;
  return paths.map((path, index) => ({
    id: `${contract.id}#${index + 1}`,
    title: `${method} ${path.replace('/deviceManagement/', '')}`,
    contract,
    path,
    verb: verbOf(contract, api, path),
    resource: resourceOf(contract),
    declared: declaredType(api, path),
  }));
}

function verbOf(contract: RequestContract, api: Api, path: string): Verb {
  if (isAction(contract)) return 'action';
  switch (contract.request.method) {
    case 'POST':
      return 'create';
    case 'PATCH':
      return 'update';
    case 'DELETE':
      return 'delete';
    default:
      return endsAtCollection(api, path) ? 'list' : 'get';
  }
}
