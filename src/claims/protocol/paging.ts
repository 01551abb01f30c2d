import { entityIn } from '../../evidence/answers.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import type { Finding } from '../../evidence/finding.ts';
import type { JsonValue } from '../../value/json.ts';

/** Where Graph documents paging. */
export const paging = { page: 'Paging Microsoft Graph data in your app', section: 'How paging works' };

/** A server may refuse `$top`, on which no page of the documentation says anything. */
export const refusedTop: Finding = {
  outcome: 'kept',
  note: 'the server refuses $top, which the page does not promise',
};

/** Whether the first page was refused with 400. */
export function isRefused(first: Exchange | undefined): boolean {
  return first?.answer?.status === 400;
}

/** The link to the next page; null says that there is none. */
export function linkOn(page: Exchange | undefined): JsonValue | undefined {
  return entityIn(page)?.['@odata.nextLink'] ?? undefined;
}
