import type { Session } from '../arrange/session.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import { isObject } from '../value/json.ts';

const mostPages = 1000;

/** A collection from a path on, page by page, as far as next links lead; `unfollowed` says why one was not followed. */
export async function pagesFrom(
  session: Session,
  path: string,
): Promise<{ readonly pages: readonly Exchange[]; readonly unfollowed?: string }> {
  const pages: Exchange[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = path; next !== undefined; ) {
    seen.add(next);
    const page: Exchange = await session.send('GET', next);
    pages.push(page);
    const link = linkOn(page);
    next = link === undefined ? undefined : session.client.pathOf(link, page);
    const why = link === undefined ? undefined : whyNotFollowed(next, seen);
    if (why !== undefined) return { pages, unfollowed: `the link ${JSON.stringify(link)} was not followed: ${why}` };
  }
  return { pages };
}

/** The link to the page that follows, where a page says that one does. */
export function linkOn(page: Exchange | undefined): string | undefined {
  const body = jsonOf(page);
  const link = isObject(body) ? body['@odata.nextLink'] : undefined;
  return typeof link === 'string' ? link : undefined;
}

/** Why a collection is not read on along a link; undefined where it is. */
function whyNotFollowed(path: string | undefined, seen: ReadonlySet<string>): string | undefined {
  if (path === undefined) return 'it leads outside the base URL, and no token goes there';
  if (seen.has(path)) return 'it leads to a page that was read before';
  return seen.size < mostPages ? undefined : `${mostPages} pages were read`;
}

/** The ids that the pages of a listing show. */
export function idsIn(pages: readonly Exchange[]): Set<string> {
  const ids = new Set<string>();
  for (const page of pages) {
    const body = jsonOf(page);
    const items = isObject(body) && Array.isArray(body['value']) ? body['value'] : [];
    for (const item of items) if (isObject(item) && typeof item['id'] === 'string') ids.add(item['id']);
  }
  return ids;
}
