import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { isObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';

/** Properties that hold the key of what a relationship leads to. */
const keysOfRelated: Readonly<Record<string, string>> = { groupPolicyCategoryId: 'category' };

/** A property that is described as the id of a related entity is that entity's id. */
export const agreement = claimKind({
  name: 'agreement',
  level: 'protocol',
  claims: ({ verb, contract, resource }, { types }) => {
    if (verb !== 'get' || !contract.request.queryOptions) return [];
    const { page, properties, navigation } = types.model.structured(resource);
    return properties
      .filter(({ name }) => navigation[keysOfRelated[name] ?? ''] !== undefined)
      .map(({ name }) => ({
        id: `agreement/${name}`,
        text: `${name} is the id of what ${keysOfRelated[name]} leads to`,
        source: { page, section: 'Properties' },
        needs: [`expand/${keysOfRelated[name]}`],
        property: name,
      }));
  },
  check: ({ property = '' }, _documented, { probes, gaps }) => {
    const relationship = keysOfRelated[property] ?? '';
    const exchange = probes[`expand/${relationship}`];
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    const entity = entityIn(exchange);
    const related = entity?.[relationship];
    if (!entity || !isObject(related))
      return open(`nothing is known of the ${relationship}: ${describeAnswer(exchange)}`);
    const [key, id] = [show(entity[property]), show(related['id'])];
    return key.toLowerCase() === id.toLowerCase() ? kept : broken(id, key, `/${property}`, entity[property] ?? null);
  },
});
