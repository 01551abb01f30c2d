import { describeType } from '../../model/model.ts';
import { claimKind } from '../claimKind.ts';
import { claimsOf, findFlaw } from './propertyPaths.ts';

/** Every property's value is of the documented type: its Edm type and form, or a member of its enum. */
export const type = claimKind({
  name: 'type',
  level: 'shape',
  claims: (documented, api) =>
    claimsOf(documented, api, ({ path, type: valueType, owner }) => ({
      id: `type/${path}`,
      text:
        valueType.kind === 'enum'
          ? `${path} is a member of ${describeType(valueType)}`
          : `${path} is ${describeType(valueType)}`,
      source: { page: owner.page, section: 'Properties' },
      needs: [`returned/${path}`],
      property: path,
    })),
  check: (claim, documented, evidence, api) => findFlaw(claim, 'type', documented, evidence, api),
});
