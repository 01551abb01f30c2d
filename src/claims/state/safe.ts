import { entityIn } from '../../evidence/answers.ts';
import { open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';
import { showsSame } from './path.ts';

/** GET is safe (RFC 9110 §9.2.1): reading changes nothing, so the next GET shows the same. */
export const safe = claimKind({
  name: 'safe',
  level: 'state',
  claims: ({ verb }) =>
    verb === 'get'
      ? [
          {
            text: 'Reading the entity does not change it',
            source: { page: 'RFC 9110', section: '9.2.1' },
            needs: ['odata.type'],
          },
        ]
      : [],
  check: (_claim, documented, { request, again }, api, blamed) => {
    const entity = entityIn(request);
    if (!entity || !again) return open('it was not read twice');
    return showsSame(documented, api, entity, { template: documented.path, exchange: again }, blamed);
  },
});
