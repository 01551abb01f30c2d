import type { Exchange, Refused } from '../evidence/exchange.ts';

/** A request that was sent again; status 0 stands for no answer. */
export interface Repeated {
  readonly method: string;
  readonly path: string;
  readonly after: readonly Refused[];
}

/** The exchanges of a case whose requests were sent again. */
export function repeatedIn(exchanges: readonly Exchange[]): Repeated[] {
  return exchanges.flatMap(({ method, path, earlier = [] }) =>
    earlier.length === 0 ? [] : [{ method, path, after: earlier }],
  );
}
