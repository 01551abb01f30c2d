import type { Contracts } from './contracts.ts';
import { Model } from './model.ts';
import { type Container, containerOfContracts, type Step, segmentsOf, walk } from './path.ts';
import type { Method, RequestContract } from './requestContract.ts';
import { Schemas } from './schemas.ts';
import type { Types } from './types.ts';

/** An API as its contracts describe it. */
export interface Api {
  readonly types: Types;
  readonly container: Container;
  readonly requests: readonly RequestContract[];
  readonly found: Found;
}

/** What was found out about documented paths, kept because every case asks for it again. */
interface Found {
  readonly steps: Map<string, readonly Step[]>;
  readonly lines: Map<string, readonly RequestLine[]>;
}

/** One documented request line: a contract and one of its paths. */
export interface RequestLine {
  readonly contract: RequestContract;
  readonly path: string;
}

/** The API of some contracts; schemas are compiled when first needed. */
export function createApi({ types, requests }: Contracts): Api {
  const model = new Model(types);
  return {
    types: { model, schemas: new Schemas(types, requests) },
    container: containerOfContracts(model, requests),
    requests,
    found: { steps: new Map(), lines: new Map() },
  };
}

/** The steps of a documented path; throws for one that the contracts do not lead along, for that is a broken contract. */
export function stepsOf({ container, found }: Api, path: string): readonly Step[] {
  return kept(found.steps, path, () => {
    const steps = walk(container, segmentsOf(path));
    if (Array.isArray(steps)) return steps;
    throw new Error(`${path}: the segment "${steps.segment}" leads nowhere; expected ${steps.expected}`);
  });
}

/** The type that a documented path ends at, as the relationships declare it. */
export function declaredType(api: Api, path: string): string {
  const last = stepsOf(api, path).at(-1);
  if (last && 'type' in last) return last.type;
  throw new Error(`${path} ends at no type`);
}

/** The type that a documented path declares at its end, or `known` where that is more special. */
export function declaredOr(api: Api, path: string, known: string): string {
  const declared = declaredType(api, path);
  return api.types.model.isA(declared, known) ? declared : known;
}

/** Whether a documented path ends at a collection. */
export function endsAtCollection(api: Api, path: string): boolean {
  const last = stepsOf(api, path).at(-1);
  return last?.kind === 'set' || last?.kind === 'collection' || (last?.kind === 'cast' && last.of === 'collection');
}

/**
 * The documented request lines of a method that reach a type: those of the pages of the type itself, its ancestors and
 * descendants, each path once. `end` chooses between paths to one entity and paths to collections.
 */
export function linesOf(api: Api, method: Method, type: string, end: 'entity' | 'collection'): readonly RequestLine[] {
  return kept(api.found.lines, `${method} ${type} ${end}`, () => findLines(api, method, type, end));
}

function findLines(api: Api, method: Method, type: string, end: 'entity' | 'collection'): RequestLine[] {
  const { model } = api.types;
  const seen = new Set<string>();
  return api.requests.flatMap((contract) => {
    const resource = contract.id.split('/')[0] ?? '';
    if (contract.request.method !== method || !(model.isA(type, resource) || model.isA(resource, type))) return [];
    return contract.request.paths.flatMap((path) => {
      const last = stepsOf(api, path).at(-1);
      if (last?.kind === 'action' || endsAtCollection(api, path) !== (end === 'collection') || seen.has(path))
        return [];
      seen.add(path);
      return [{ contract, path }];
    });
  });
}

function kept<T>(found: Map<string, T>, key: string, find: () => T): T {
  const known = found.get(key);
  if (known !== undefined) return known;
  const value = find();
  found.set(key, value);
  return value;
}
