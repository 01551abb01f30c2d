import { describeAnswer, entityIn, instancesOf, resultType } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { type Flaw, inspect } from '../../instance/instance.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { describeType, type Model, type StructuredType, type ValueType } from '../../model/model.ts';
import type { Claim, ClaimKind } from '../claim.ts';

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

/** Every documented property is there: "All of the properties will be returned from an actual call." */
export const returned: ClaimKind = {
  name: 'returned',
  level: 'shape',
  claims: (documented, api) =>
    claimsOf(documented, api, ({ path, owner }) => ({
      id: `returned/${path}`,
      kind: 'returned',
      level: 'shape',
      text: `${path} is returned`,
      source: { page: owner.page, section: 'Properties' },
      needs: path.includes('/') ? [`type/${path.slice(0, path.lastIndexOf('/'))}`] : ['odata.type'],
      property: path,
    })),
  check: (claim, documented, evidence, api) => findFlaw(claim, 'returned', documented, evidence, api),
};

/** Every property's value is of the documented type: its Edm type and form, or a member of its enum. */
export const type: ClaimKind = {
  name: 'type',
  level: 'shape',
  claims: (documented, api) =>
    claimsOf(documented, api, ({ path, type: valueType, owner }) => ({
      id: `type/${path}`,
      kind: 'type',
      level: 'shape',
      text:
        valueType.kind === 'enum'
          ? `${path} is a member of ${describeType(valueType)}`
          : `${path} is ${describeType(valueType)}`,
      source: { page: owner.page, section: 'Properties' },
      needs: [`returned/${path}`],
      property: path,
    })),
  check: (claim, documented, evidence, api) => findFlaw(claim, 'type', documented, evidence, api),
};

/** Values of types derived from the declared ones are right by their own type: properties that only the derived type has. */
export const derived: ClaimKind = {
  name: 'derived',
  level: 'shape',
  claims: (documented, api) => {
    const result = resultType(documented);
    if (!result || !mayBeDerived(documented, result.named, api.types.model)) return [];
    return [
      {
        id: 'derived',
        kind: 'derived',
        level: 'shape',
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
};

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

function resultPaths(documented: Case, api: Api): PropertyPath[] {
  const result = resultType(documented);
  return result ? propertyPaths(api.types.model, api.types.model.structured(result.named)) : [];
}

function claimsOf(documented: Case, api: Api, claimOf: (property: PropertyPath) => Claim): Claim[] {
  return resultPaths(documented, api).map(claimOf);
}

const found = new WeakMap<Evidence, readonly Flaw[]>();

/** Everything wrong with the entities of the answer, found once. */
function flawsIn(documented: Case, evidence: Evidence, { types }: Api): readonly Flaw[] {
  const known = found.get(evidence);
  if (known) return known;
  const { named } = resultType(documented) ?? { named: '' };
  const flaws = instancesOf(documented, evidence, types.model).flatMap(({ value, pointer }) =>
    inspect(types, named, value, pointer),
  );
  found.set(evidence, flaws);
  return flaws;
}

function findFlaw({ property }: Claim, kind: Flaw['kind'], documented: Case, evidence: Evidence, api: Api): Finding {
  if (instancesOf(documented, evidence, api.types.model).length === 0)
    return open(evidence.gaps['members'] ?? `no ${resultType(documented)?.named} is in the answer`);
  const flaw = flawsIn(documented, evidence, api).find(
    (candidate) => candidate.kind === kind && candidate.property === property,
  );
  return flaw ? brokenBy(flaw) : kept;
}

function brokenBy({ expected, received, pointer, value }: Flaw): Finding {
  return broken(expected, received, pointer, value);
}
