import { describeAnswer, entityIn, itemsIn } from '../answers.ts';
import { broken, type ClaimKind, type Finding, kept, open } from '../claim.ts';
import { jsonTypeOf } from '../edm/primitive.ts';
import type { Exchange } from '../exchange.ts';
import type { JsonValue } from '../json.ts';
import { show } from '../readable.ts';
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
    if (first.answer?.status === 400)
      return { outcome: 'kept', note: 'the server refuses $top, which the page does not promise' };
    const read = [first, ...others];
    const unread = read.find((page) => !entityIn(page));
    if (unread)
      return unread.answer ? broken('status 200 and a page', describeAnswer(unread)) : open(describeAnswer(unread));
    return checkPages(
      read,
      members.flatMap((member) => entityIn(member)?.['id'] ?? []),
    );
  },
};

function checkPages(read: readonly Exchange[], due: readonly JsonValue[]): Finding {
  const all = read.flatMap(itemsIn).map(({ value }) => value['id']);
  const twice = all.find((id, index) => all.indexOf(id) !== index);
  if (twice !== undefined) return broken(`the entity ${show(twice)} once`, 'it is on two pages', '/value');
  const lost = due.find((id) => !all.includes(id));
  if (lost !== undefined)
    return broken(
      `the entity ${show(lost)} on some page`,
      `${all.length} entities without it on ${read.length} pages`,
      '/value',
    );
  const last = entityIn(read.at(-1))?.['@odata.nextLink'] ?? undefined;
  return last === undefined
    ? kept
    : broken(
        'a last page without @odata.nextLink',
        'a link that leads to a page read before, or nowhere',
        '/@odata.nextLink',
        last,
      );
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
    const last = entityIn(paged?.pages.at(-1));
    if (!last) return open(gaps['request'] ?? describeAnswer(paged?.pages.at(-1)));
    return last['@odata.nextLink'] === undefined
      ? kept
      : broken('no @odata.nextLink', show(last['@odata.nextLink']), '/@odata.nextLink');
  },
};

/** Where a server counts, it counts right (OData JSON Format §4.5.4: the total, over all pages). */
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
  check: (_claim, _documented, { probes, gaps }) => {
    const exchange = probes['count'];
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const body = entityIn(exchange);
    if (!body) return { outcome: 'kept', note: 'the server refuses $count, which the page does not promise' };
    const total = body['@odata.count'];
    const shown = itemsIn(exchange).length;
    if (total === undefined) return { outcome: 'kept', note: 'the server does not count' };
    if (typeof total !== 'number') return broken('a number', jsonTypeOf(total), '/@odata.count', total);
    const isRight = body['@odata.nextLink'] === undefined ? total === shown : total > shown;
    return isRight
      ? kept
      : broken(
          `${shown}${body['@odata.nextLink'] === undefined ? '' : ' or more'}`,
          String(total),
          '/@odata.count',
          total,
        );
  },
};
