import { claimKind } from '../claimKind.ts';
import { claimsOf, findFlaw } from './propertyPaths.ts';

/** Every documented property is there: "All of the properties will be returned from an actual call." */
export const returned = claimKind({
  name: 'returned',
  level: 'shape',
  claims: (documented, api) =>
    claimsOf(documented, api, ({ path, owner }) => ({
      id: `returned/${path}`,
      text: `${path} is returned`,
      source: { page: owner.page, section: 'Properties' },
      needs: path.includes('/') ? [`type/${path.slice(0, path.lastIndexOf('/'))}`] : ['odata.type'],
      property: path,
    })),
  check: (claim, documented, evidence, api) => findFlaw(claim, 'returned', documented, evidence, api),
});
