import { describeAnswer, entityIn, itemsOf } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { collectionAt, type Owned, ownedThrough } from '../../model/owned.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';

/** How the members of the collection of a list case belong to one owner; undefined elsewhere. */
export function ownedIn({ verb, path }: Case, api: Api): Owned | undefined {
  const place = verb === 'list' ? collectionAt(api, path) : undefined;
  return place && ownedThrough(api, place.owner, place.navigation);
}

/** A collection below an entity shows what belongs to that entity, and nothing that belongs to another one. */
export const own = claimKind({
  name: 'own',
  level: 'state',
  claims: (documented, api) =>
    ownedIn(documented, api) === undefined
      ? []
      : [
          {
            text: 'Nothing that is below another owner is listed',
            source: { page: documented.contract.source.page, section: 'HTTP Request' },
            needs: ['body'],
            defersTo: ['returned/id', 'type/id'],
          },
        ],
  check: (_claim, { path }, { listings, strangers, gaps }) => {
    const listing = listings.find(({ template }) => template === path);
    const unread = listing?.pages.find((page) => !entityIn(page));
    if (!listing || unread) return open(gaps['request'] ?? describeAnswer(unread));
    if (strangers.length === 0) return open(gaps['strangers'] ?? 'nothing is known to be below another owner');
    const ids = itemsOf(listing).map(({ id }) => id);
    const index = ids.findIndex((id) => id !== undefined && strangers.includes(id));
    return index < 0 ? kept : broken(`no entity ${show(ids[index])}`, 'it is listed', `/value/${index}`);
  },
});
