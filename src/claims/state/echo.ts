import { entityIn } from '../../evidence/answers.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { type Difference, differenceOfProperty } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import type { Property, ValueType } from '../../model/model.ts';
import type { JsonObject } from '../../value/json.ts';
import { showDifference } from '../../value/show.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';
import { propertyPaths } from '../shape/propertyPaths.ts';

/** The properties that a create or update request gives a value: all of its type but the server's own. */
export function sentProperties({ contract, resource, verb }: Case, { types }: Api): readonly Property[] {
  const body = contract.request.body;
  if ((verb !== 'create' && verb !== 'update') || body?.kind !== 'entity') return [];
  return types.model.structured(resource).properties.filter(({ name }) => !body.serverOwned?.includes(name));
}

/** What was sent comes back: the answer to POST and PATCH shows each value as it was sent. */
export const echo = claimKind({
  name: 'echo',
  level: 'state',
  claims: (documented, api) =>
    sentProperties(documented, api).map(
      ({ name, type }): ClaimDraft => ({
        id: `echo/${name}`,
        text: `${name} comes back as sent`,
        source: { page: documented.contract.source.page, section: 'Response' },
        needs: [`type/${name}`, ...nestedIds(name, type, api), ...(type.kind === 'complex' ? ['derived'] : [])],
        property: name,
      }),
    ),
  check: ({ property }, documented, { sent, request }, api) => {
    const entity = entityIn(request);
    if (!sent || !entity) return open('there is no answer to compare with');
    return compareProperty(documented, api, property ?? '', sent, entity);
  },
});

/** The claims about the properties of a complex value; while one of them is broken, the whole is not compared. */
function nestedIds(name: string, { kind, name: typeName }: ValueType, { types }: Api): string[] {
  if (kind !== 'complex') return [];
  const nested = propertyPaths(types.model, types.model.structured(typeName), `${name}/`);
  return nested.flatMap(({ path }) => [`returned/${path}`, `type/${path}`]);
}

/** Compares one property of what was sent with an answer; a property that was not sent is not compared. */
export function compareProperty(
  documented: Case,
  api: Api,
  name: string,
  sent: JsonObject,
  received: JsonObject,
): Finding {
  const property = api.types.model
    .structured(documented.resource)
    .properties.find((candidate) => candidate.name === name);
  const value = sent[name];
  if (!property || value === undefined) return kept;
  const difference = differenceOfProperty(api.types, property, value, received, '');
  return difference ? brokenBy(difference) : kept;
}

/** A difference as a finding. */
export function brokenBy({ expected, received, pointer }: Difference): Finding {
  return broken(...showDifference(expected, received), pointer, received ?? null);
}
