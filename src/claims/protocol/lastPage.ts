import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { isRefused, paging, refusedTop } from './paging.ts';

/** The last page leads nowhere (Graph best practices: the final page does not contain `@odata.nextLink`). */
export const lastPage = claimKind({
  name: 'last-page',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'list'
      ? [
          {
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
});
