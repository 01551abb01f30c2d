import type { Contracts } from '../model/contracts.ts';
import type { Method, RequestContract } from '../model/requestContract.ts';

/**
 * A documented method and path, with every page that documents it in the order of the contracts. `id` is unique among
 * pairs: the first page's, and the number of the path where that page has several.
 */
export interface Pair {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly contracts: readonly [RequestContract, ...RequestContract[]];
}

/** The documented pairs of method and path, in the order in which the contracts name them. */
export function pairsOf({ requests }: Contracts): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const contract of requests) {
    const { method, paths } = contract.request;
    paths.forEach((path, index) => {
      const key = `${method} ${path}`;
      const known = pairs.get(key);
      const id = index === 0 ? contract.id : `${contract.id}/${index + 1}`;
      const pair: Pair = known
        ? { ...known, contracts: [...known.contracts, contract] }
        : { id, method, path, contracts: [contract] };
      pairs.set(key, pair);
    });
  }
  return [...pairs.values()];
}
