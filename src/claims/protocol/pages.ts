import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import type { JsonValue } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { isRefused, linkOn, paging, refusedTop } from './paging.ts';

/** A collection read in pages, as `@odata.nextLink` leads, shows every entity once. */
export const pages = claimKind({
  name: 'pages',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
            text: 'Pages of two, as @odata.nextLink leads, show every entity once',
            source: paging,
          },
        ]
      : [],
  check: (_claim, _documented, { paged, members, gaps }) => {
    const [first, ...others] = paged?.pages ?? [];
    if (!first) return open(gaps['request'] ?? 'it was not read');
    if (isRefused(first)) return refusedTop;
    const read = [first, ...others];
    const unread = read.find((page) => !entityIn(page));
    if (unread)
      return unread.answer ? broken('status 200 and a page', describeAnswer(unread)) : open(describeAnswer(unread));
    return checkPages(
      read,
      members.flatMap((member) => entityIn(member)?.['id'] ?? []),
      typeof gaps['next-link'] === 'string' ? gaps['next-link'] : undefined,
    );
  },
});

/** `unfollowed` says which link was not followed, and why. */
function checkPages(read: readonly Exchange[], due: readonly JsonValue[], unfollowed: string | undefined): Finding {
  const all = read.flatMap(itemsIn).map(({ value }) => value['id']);
  const twice = all.find((id, index) => all.indexOf(id) !== index);
  if (twice !== undefined) return broken(`the entity ${show(twice)} once`, 'it is on two pages', '/value');
  const lost = due.find((id) => !all.includes(id));
  if (lost !== undefined)
    return broken(
      `the entity ${show(lost)} on some page`,
      `${all.length} entities without it on ${read.length} pages${unfollowed === undefined ? '' : `; ${unfollowed}`}`,
      '/value',
    );
  const last = linkOn(read.at(-1));
  if (last !== undefined)
    return broken(
      'a last page without @odata.nextLink',
      unfollowed ?? 'a link that leads to a page read before, or nowhere',
      '/@odata.nextLink',
      last,
    );
  return checkSize(read[0]);
}

/** A page has at most as many entities as were asked for (OData URL Conventions §5.1.5). */
function checkSize(first: Exchange | undefined): Finding {
  const most = /[?&]\$top=(\d+)/.exec(first?.path ?? '')?.[1];
  const shown = itemsIn(first).length;
  return most === undefined || shown <= Number(most)
    ? kept
    : broken(`${most} entities at most`, `${shown} on the first page`, '/value');
}
