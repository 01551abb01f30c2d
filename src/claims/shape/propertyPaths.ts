import { instancesOf, resultType } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { type Flaw, inspect } from '../../instance/instance.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import type { Model, StructuredType, ValueType } from '../../model/model.ts';
import type { Claim } from '../claim.ts';
import type { ClaimDraft } from '../claimKind.ts';

/** A property of a type, or of a complex value in it; `path` is the names from the root. */
export interface PropertyPath {
  readonly path: string;
  readonly type: ValueType;
  readonly owner: StructuredType;
}

/** The properties of a type with those of its complex values, as declared, in the order of the page. */
export function propertyPaths(model: Model, type: StructuredType, prefix = ''): PropertyPath[] {
  return type.properties.flatMap((property) => {
    const path = prefix + property.name;
    const nested =
      property.type.kind === 'complex' ? propertyPaths(model, model.structured(property.type.name), `${path}/`) : [];
    return [{ path, type: property.type, owner: type }, ...nested];
  });
}

/** The properties of what a case answers with; none if that has no type of its own. */
export function resultPaths(documented: Case, api: Api): PropertyPath[] {
  const result = resultType(documented);
  return result ? propertyPaths(api.types.model, api.types.model.structured(result.named)) : [];
}

/** A claim for each property of what a case answers with. */
export function claimsOf(documented: Case, api: Api, claimOf: (property: PropertyPath) => ClaimDraft): ClaimDraft[] {
  return resultPaths(documented, api).map(claimOf);
}

const found = new WeakMap<Evidence, readonly Flaw[]>();

/** Everything wrong with the entities of the answer, found once. */
export function flawsIn(documented: Case, evidence: Evidence, { types }: Api): readonly Flaw[] {
  const known = found.get(evidence);
  if (known) return known;
  const { named } = resultType(documented) ?? { named: '' };
  const flaws = instancesOf(documented, evidence, types.model).flatMap(({ value, pointer }) =>
    inspect(types, named, value, pointer),
  );
  found.set(evidence, flaws);
  return flaws;
}

/** What the answer of a case has of one kind of flaw in the property that a claim is about. */
export function findFlaw(
  { property }: Claim,
  kind: Flaw['kind'],
  documented: Case,
  evidence: Evidence,
  api: Api,
): Finding {
  if (instancesOf(documented, evidence, api.types.model).length === 0)
    return open(evidence.gaps['members'] ?? `no ${resultType(documented)?.named} is in the answer`);
  const flaw = flawsIn(documented, evidence, api).find(
    (candidate) => candidate.kind === kind && candidate.property === property,
  );
  return flaw ? brokenBy(flaw) : kept;
}

/** That a flaw breaks a claim. */
export function brokenBy({ expected, received, pointer, value }: Flaw): Finding {
  return broken(expected, received, pointer, value);
}
