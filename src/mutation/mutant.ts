/** A place in a program and one way in which it could be wrong. `original` and `mutated` are texts of the compiled line `code`. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  /** The line of the TypeScript source, counted from 1. */
  readonly line: number;
  /** The nearest function with a name. */
  readonly function: string;
  readonly operator: string;
  readonly original: string;
  readonly mutated: string;
  readonly code: string;
}

/** What trying a mutant came to; `by` names what told it from the original. */
export type Verdict =
  | { readonly outcome: 'killed'; readonly by: string; readonly how: string }
  | { readonly outcome: 'timeout'; readonly by: string }
  | { readonly outcome: 'survived'; readonly tried: number }
  | { readonly outcome: 'uncovered' };

/** A mutant and what it came to. */
export interface Trial {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}
