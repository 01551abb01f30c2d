import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { inspect } from '../../instance/instance.ts';
import { claimKind } from '../claimKind.ts';
import { sentProperties } from './echo.ts';

/**
 * A create that leaves everything out is refused, or answered with an entity in which every property is of its type: no
 * page says which properties are required, and every page says that all are returned.
 */
export const sparse = claimKind({
  name: 'sparse',
  level: 'state',
  claims: (documented, api) => {
    if (documented.verb !== 'create' || sentProperties(documented, api).length === 0) return [];
    return [
      {
        text: 'What a create leaves out is answered with a value of its type',
        source: { page: documented.contract.source.page, section: 'Response' },
        needs: ['status', 'body', 'odata.type', 'derived'],
      },
    ];
  },
  check: (_claim, { resource }, { sparse: exchange, gaps }, api, blamed) => {
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    if (exchange.answer.status >= 400) return { outcome: 'kept', note: 'such a create is refused' };
    const entity = entityIn(exchange);
    if (!entity) return broken('an entity, or a refusal', describeAnswer(exchange));
    const flaw = inspect(api.types, resource, entity).find(({ kind, property }) => !blamed.has(`${kind}/${property}`));
    return flaw ? broken(flaw.expected, flaw.received, flaw.pointer, flaw.value) : kept;
  },
});
