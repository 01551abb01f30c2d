import { describeAnswer, entityIn, itemsOf } from '../answers.ts';
import type { Api } from '../api.ts';
import type { Case } from '../case.ts';
import { broken, type ClaimKind, kept, open } from '../claim.ts';
import { show } from '../readable.ts';
import { isAction } from '../requestContract.ts';

/** The collection of owners that a collection of a list case lies below, where pages document how to make both; undefined elsewhere. */
export function ownersOf({ verb, path }: Case, { requests }: Api): string | undefined {
  const owners = /^(.*)\/\{\w+\}\/\w+$/.exec(path)?.[1];
  const isMade = (collection: string): boolean =>
    requests.some(
      (contract) =>
        contract.request.method === 'POST' && !isAction(contract) && contract.request.paths.includes(collection),
    );
  return verb === 'list' && owners !== undefined && isMade(owners) && isMade(path) ? owners : undefined;
}

/** A collection below an entity shows what belongs to that entity, and nothing that belongs to another one. */
export const own: ClaimKind = {
  name: 'own',
  level: 'state',
  claims: (documented, api) =>
    ownersOf(documented, api) === undefined
      ? []
      : [
          {
            id: 'own',
            kind: 'own',
            level: 'state',
            text: 'Nothing that was made below another owner is listed',
            source: { page: documented.contract.source.page, section: 'HTTP Request' },
            needs: ['body'],
            defersTo: ['returned/id', 'type/id'],
          },
        ],
  check: (_claim, { path }, { listings, stranger, gaps }) => {
    const listing = listings.find(({ template }) => template === path);
    const unread = listing?.pages.find((page) => !entityIn(page));
    if (!listing || unread) return open(gaps['request'] ?? describeAnswer(unread));
    if (stranger === undefined) return open(gaps['stranger'] ?? 'nothing was made below another owner');
    const index = itemsOf(listing).findIndex((item) => item['id'] === stranger);
    return index < 0 ? kept : broken(`no entity ${show(stranger)}`, 'it is listed', `/value/${index}`);
  },
};
