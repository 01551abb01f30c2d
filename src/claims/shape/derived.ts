import { describeAnswer, entityIn, resultType } from '../../evidence/answers.ts';
import { kept, open } from '../../evidence/finding.ts';
import type { Case } from '../../model/case.ts';
import type { Model, StructuredType } from '../../model/model.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy, flawsIn, propertyPaths, resultPaths } from './propertyPaths.ts';

/** Values of types derived from the declared ones are right by their own type: properties that only the derived type has. */
export const derived = claimKind({
  name: 'derived',
  level: 'shape',
  claims: (documented, api) => {
    const result = resultType(documented);
    if (!result || !mayBeDerived(documented, result.named, api.types.model)) return [];
    return [
      {
        text: `What is of a type derived from a declared one has the properties of its own type`,
        source: { page: api.types.model.structured(result.named).page, section: 'Properties' },
        needs: ['odata.type'],
      },
    ];
  },
  check: (_claim, documented, evidence, api) => {
    if (!entityIn(evidence.request)) return open(describeAnswer(evidence.request));
    const declared = new Set(resultPaths(documented, api).map(({ path }) => path));
    const flaw = flawsIn(documented, evidence, api).find(
      ({ property }) => !declared.has(property) && property !== '@odata.type',
    );
    return flaw ? brokenBy(flaw) : kept;
  },
});

/**
 * Whether an answer can hold something of a derived type that has more properties than the declared one: the entity
 * itself (but a created one is just of the page's type), or a complex value in it.
 */
function mayBeDerived({ verb }: Case, name: string, model: Model): boolean {
  const type = model.structured(name);
  const nested = propertyPaths(model, type).filter((property) => property.type.kind === 'complex');
  return (
    (verb !== 'create' && hasMore(model, type)) ||
    nested.some((property) => hasMore(model, model.structured(property.type.name)))
  );
}

function hasMore(model: Model, type: StructuredType): boolean {
  return type.descendants.some((name) => model.structured(name).properties.length > type.properties.length);
}
