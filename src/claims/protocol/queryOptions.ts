import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';

/** Where Graph documents OData query options. */
export const queryOptions = {
  page: 'Use query parameters to customize responses',
  section: 'OData system query options',
};

/** The property that is selected to see that $select is understood: the first one that is not the key. */
export function selectedProperty({ resource }: Case, { types }: Api): string {
  return types.model.structured(resource).properties.find(({ name }) => name !== 'id')?.name ?? 'id';
}
