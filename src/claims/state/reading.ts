import { entityIn } from '../../evidence/answers.ts';
import { kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { ClaimKind } from '../claim.ts';
import { brokenBy } from './echo.ts';
import { showsSame, sound } from './paths.ts';

/** GET shows an entity with the values it was made or found with. */
export const knownValues: ClaimKind = {
  name: 'known',
  level: 'state',
  claims: ({ verb, contract }) =>
    verb === 'get'
      ? [
          {
            id: 'known',
            kind: 'known',
            level: 'state',
            text: 'GET shows the values that the entity was made with',
            source: { page: contract.source.page, section: 'Response' },
            needs: ['odata.type', 'derived', 'safe'],
          },
        ]
      : [],
  check: (_claim, documented, { request, known }, api, blamed) => {
    const entity = entityIn(request);
    if (!entity || !known) return open('the entity was not known before');
    const difference = differenceOfInstances(api.types, documented.declared, known, entity, '', sound(known, blamed));
    return difference ? brokenBy(difference) : kept;
  },
};

/** GET is safe (RFC 9110 §9.2.1): reading changes nothing, so the next GET shows the same. */
export const safe: ClaimKind = {
  name: 'safe',
  level: 'state',
  claims: ({ verb }) =>
    verb === 'get'
      ? [
          {
            id: 'safe',
            kind: 'safe',
            level: 'state',
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
};
