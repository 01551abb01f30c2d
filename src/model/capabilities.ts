import type { Level } from './level.ts';
import type { Method } from './requestContract.ts';

/**
 * What a mock claims to be able to, where that is not everything: what it does not claim is not asked, and what it claims is
 * held against it like everything else. Absent fields narrow nothing.
 *
 * - `levels`: how deep its promises go. `types`: the resource types it serves. `methods`: the HTTP methods it takes.
 * - `creates`: false where nothing can be made on it; what cases need is then found by GET, or named in `ids`.
 * - `ids`: ids that are there, by the name of their path parameter.
 * - `keys`: how it takes keys: as a segment, `/{id}`, or in parentheses, `('{id}')` (OData URL Conventions §4.3).
 * - `without`: ids of claims that it does not make; `*` stands for any run of characters.
 */
export interface Capabilities {
  readonly levels?: readonly Level[];
  readonly types?: readonly string[];
  readonly methods?: readonly Method[];
  readonly creates?: boolean;
  readonly ids?: Readonly<Record<string, readonly string[]>>;
  readonly keys?: KeySyntax;
  readonly without?: readonly string[];
}

/** How a key is written in a path. */
export type KeySyntax = 'segment' | 'predicate';
