import { open } from '../../evidence/finding.ts';
import { childTypeOf } from '../childTypes.ts';
import { claimKind } from '../claimKind.ts';
import { unchanged } from './sibling.ts';

/** A change of an entity leaves alone what is below it. */
export const below = claimKind({
  name: 'below',
  level: 'state',
  claims: ({ verb, contract, resource }, api) =>
    verb === 'update' && childTypeOf(api, resource) !== undefined
      ? [
          {
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
});
