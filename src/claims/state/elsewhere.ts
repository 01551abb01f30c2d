import { open } from '../../evidence/finding.ts';
import { elsewhereOf } from '../childTypes.ts';
import { claimKind } from '../claimKind.ts';
import { unchanged } from './sibling.ts';

/** What an action changes below one entity, and what a DELETE removes from below it, stays below any other. */
export const elsewhere = claimKind({
  name: 'elsewhere',
  level: 'state',
  claims: (documented, api) =>
    elsewhereOf(documented, api)
      ? [
          {
            text: `What is below another ${elsewhereOf(documented, api)?.owner} stays as it is`,
            source: { page: documented.contract.source.page, section: 'Response' },
            needs: ['status', 'sibling'],
          },
        ]
      : [],
  check: (_claim, documented, { elsewhere: seen, gaps }, api) =>
    seen
      ? unchanged(seen, elsewhereOf(documented, api)?.type ?? '', api)
      : open(gaps['elsewhere'] ?? gaps['request'] ?? 'there is no other'),
});
