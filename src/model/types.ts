import type { Model } from './model.ts';
import type { Schemas } from './schemas.ts';

/** The types and compiled schemas that instances are held against. */
export interface Types {
  readonly model: Model;
  readonly schemas: Schemas;
}
