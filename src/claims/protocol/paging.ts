import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open, worst } from '../../evidence/finding.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import type { JsonValue } from '../../value/json.ts';
import { show } from '../../value/readable.ts';
import type { ClaimKind } from '../claim.ts';
import { queryOptions } from './query.ts';

const paging = { page: 'Paging Microsoft Graph data in your app', section: 'How paging works' };

/** A collection read in pages, as `@odata.nextLink` leads, shows every entity once. */
export const pages: ClaimKind = {
  name: 'pages',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
            id: 'pages',
            kind: 'pages',
            level: 'protocol',
            text: 'Pages of two, as @odata.nextLink leads, show every entity once',
            source: paging,
            needs: [],
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
};

const refusedTop: Finding = { outcome: 'kept', note: 'the server refuses $top, which the page does not promise' };

function isRefused(first: Exchange | undefined): boolean {
  return first?.answer?.status === 400;
}

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

/** The link to the next page; null says that there is none. */
function linkOn(page: Exchange | undefined): JsonValue | undefined {
  return entityIn(page)?.['@odata.nextLink'] ?? undefined;
}

/** The last page leads nowhere (Graph best practices: the final page does not contain `@odata.nextLink`). */
export const lastPage: ClaimKind = {
  name: 'last-page',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
            id: 'last-page',
            kind: 'last-page',
            level: 'protocol',
            text: 'The last page does not have @odata.nextLink',
            source: paging,
            needs: ['pages'],
          },
        ]
      : [],
  check: (_claim, _documented, { paged, gaps }) => {
    if (isRefused(paged?.pages[0])) return refusedTop;
    const last = entityIn(paged?.pages.at(-1));
    if (!last) return open(gaps['request'] ?? describeAnswer(paged?.pages.at(-1)));
    return last['@odata.nextLink'] === undefined
      ? kept
      : broken('no @odata.nextLink', show(last['@odata.nextLink']), '/@odata.nextLink');
  },
};

/**
 * Where a server counts, it counts right, also on a page (OData JSON Format §4.5.4: the total, over all pages). How many
 * there are is known where one answer holds the whole collection; elsewhere, that there are as many as are shown or known.
 */
export const count: ClaimKind = {
  name: 'count',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
            id: 'count',
            kind: 'count',
            level: 'protocol',
            text: '@odata.count, where it is given, is the number of entities',
            source: queryOptions,
            needs: [],
          },
        ]
      : [],
  check: (_claim, _documented, { probes, paged, members, gaps }) => {
    const exchange = probes['count'];
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const body = entityIn(exchange);
    if (!body) return { outcome: 'kept', note: 'the server refuses $count, which the page does not promise' };
    if (body['@odata.count'] === undefined) return { outcome: 'kept', note: 'the server does not count' };
    const known = members.filter((member) => entityIn(member)).length;
    const isWhole = linkOn(exchange) === undefined;
    return worst([
      checkCount(exchange, isWhole, isWhole ? 0 : known),
      ...(paged?.pages ?? []).map((page) => checkCount(page, false, known)),
    ]);
  },
};

function checkCount(page: Exchange, isWhole: boolean, known: number): Finding {
  const total = entityIn(page)?.['@odata.count'];
  if (total === undefined) return kept;
  if (typeof total !== 'number') return broken('a number', jsonTypeOf(total), '/@odata.count', total);
  const least = Math.max(itemsIn(page).length, known);
  const isRight = isWhole ? total === least : total >= least;
  return isRight ? kept : broken(`${least}${isWhole ? '' : ' or more'}`, String(total), '/@odata.count', total);
}
