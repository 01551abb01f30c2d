import { entityIn } from '../../evidence/answers.ts';
import { kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy } from './echo.ts';
import { sound } from './path.ts';

/** GET shows an entity with the values it was made or found with. */
export const knownValues = claimKind({
  name: 'known',
  level: 'state',
  claims: ({ verb, contract }) =>
    verb === 'get'
      ? [
          {
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
});
