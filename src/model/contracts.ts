import type { RequestContract } from './requestContract.ts';
import type { TypeSchema } from './typeSchema.ts';

/** The contracts of an API: its types and its documented requests. */
export interface Contracts {
  readonly types: readonly TypeSchema[];
  readonly requests: readonly RequestContract[];
}
