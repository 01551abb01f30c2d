import { open } from '../../evidence/finding.ts';
import type { ClaimKind } from '../claim.ts';
import { childTypeOf, elsewhereOf } from '../descent.ts';
import { unchanged } from './sibling.ts';

/** A change of an entity leaves alone what is below it. */
export const below: ClaimKind = {
  name: 'below',
  level: 'state',
  claims: ({ verb, contract, resource }, api) =>
    verb === 'update' && childTypeOf(api, resource) !== undefined
      ? [
          {
            id: 'below',
            kind: 'below',
            level: 'state',
            text: 'What is below it stays as it is',
            source: { page: contract.source.page, section: 'Response' },
            needs: ['status', 'identity'],
          },
        ]
      : [],
  check: (_claim, { resource }, { below: seen, gaps }, api) =>
    seen
      ? unchanged(seen, childTypeOf(api, resource) ?? '', api)
      : open(gaps['below'] ?? gaps['request'] ?? 'nothing is below it'),
};

/** What an action changes below one entity, and what a DELETE removes from below it, stays below any other. */
export const elsewhere: ClaimKind = {
  name: 'elsewhere',
  level: 'state',
  claims: (documented, api) =>
    elsewhereOf(documented, api)
      ? [
          {
            id: 'elsewhere',
            kind: 'elsewhere',
            level: 'state',
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
};
