import { type Api, declaredType, endsAtCollection } from './api.ts';
import { isAction, type RequestContract, resourceOf } from './requestContract.ts';

/** What a documented request does, told by its page: the pages' titles, and `action` for all actions. */
export type Verb = 'create' | 'get' | 'list' | 'update' | 'delete' | 'action';

/**
 * What a case is for: `request`, one documented request line; `protocol`, what a server refuses and which query options
 * it takes on one method and path; `lifecycle`, the life of an entity of one resource type.
 */
export type CaseKind = 'request' | 'protocol' | 'lifecycle';

/**
 * Something to be run: a contract and one of its paths. `resource` is the type that the page is about, `declared` the
 * type that the relationships declare at the end of the path (the same or an ancestor).
 */
export interface Case {
  readonly id: string;
  readonly kind: CaseKind;
  readonly contract: RequestContract;
  readonly path: string;
  readonly verb: Verb;
  readonly resource: string;
  readonly declared: string;
}

/** The cases of a contract, one per documented path, in the order of the page. */
export function requestCases(contract: RequestContract, api: Api): Case[] {
  return contract.request.paths.map((path, index) =>
    caseOf('request', `${contract.id}#${index + 1}`, contract, path, api),
  );
}

/** A case for each method and path that some page documents; of several pages the first speaks for them. */
export function protocolCases(api: Api): Case[] {
  const seen = new Set<string>();
  return api.requests.flatMap((contract) =>
    requestCases(contract, api).flatMap(({ id, path }) => {
      const pair = `${contract.request.method} ${path}`;
      if (seen.has(pair)) return [];
      seen.add(pair);
      return [caseOf('protocol', `${id}/protocol`, contract, path, api)];
    }),
  );
}

/** A case for each resource type that has pages; the page that makes an entity of it leads, or the one that reads it. */
export function lifecycleCases(api: Api): Case[] {
  const resources = [...new Set(api.requests.map(resourceOf))];
  return resources.flatMap((resource) => {
    const contract = ['create', 'get'].flatMap(
      (method) => api.requests.find(({ id }) => id === `${resource}/${method}`) ?? [],
    )[0];
    const path = contract?.request.paths[0];
    return contract && path !== undefined ? [caseOf('lifecycle', `${resource}/lifecycle`, contract, path, api)] : [];
  });
}

function caseOf(kind: CaseKind, id: string, contract: RequestContract, path: string, api: Api): Case {
  return {
    id,
    kind,
    contract,
    path,
    verb: verbOf(contract, api, path),
    resource: resourceOf(contract),
    declared: declaredType(api, path),
  };
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
