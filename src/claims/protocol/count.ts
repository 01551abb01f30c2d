import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open, worst } from '../../evidence/finding.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { claimKind } from '../claimKind.ts';
import { linkOn } from './paging.ts';
import { queryOptions } from './queryOptions.ts';

/**
 * Where a server counts, it counts right, also on a page (OData JSON Format §4.5.4: the total, over all pages). How many
 * there are is known where one answer holds the whole collection; elsewhere, that there are as many as are shown or known.
 */
export const count = claimKind({
  name: 'count',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
            text: '@odata.count, where it is given, is the number of entities',
            source: queryOptions,
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
});

function checkCount(page: Exchange, isWhole: boolean, known: number): Finding {
  const total = entityIn(page)?.['@odata.count'];
  if (total === undefined) return kept;
  if (typeof total !== 'number') return broken('a number', jsonTypeOf(total), '/@odata.count', total);
  const least = Math.max(itemsIn(page).length, known);
  const isRight = isWhole ? total === least : total >= least;
  return isRight ? kept : broken(`${least}${isWhole ? '' : ' or more'}`, String(total), '/@odata.count', total);
}
