import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { instanceType } from '../../instance/instance.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { isObject, type JsonObject, type JsonValue } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';
import { queryOptions } from './queryOptions.ts';

/** `$expand` shows what a relationship leads to: the entities that are known to be there, each of the declared type or derived from it, and none that belongs to another. */
export const expand = claimKind({
  name: 'expand',
  level: 'protocol',
  claims: (documented, { types }) => {
    if (documented.verb !== 'get' || !documented.contract.request.queryOptions) return [];
    return Object.keys(types.model.structured(documented.resource).navigation).map(
      (name): ClaimDraft => ({
        id: `expand/${name}`,
        text: `$expand=${name} shows what it leads to`,
        source: queryOptions,
        property: name,
      }),
    );
  },
  check: ({ property = '' }, documented, { probes, linked, foreign, gaps }, { types }) => {
    const exchange = probes[`expand/${property}`];
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const shown = entityIn(exchange);
    if (!shown) return broken('status 200 and the entity', describeAnswer(exchange));
    const navigation = types.model.structured(documented.resource).navigation[property];
    const value = shown[property];
    if (!navigation) return kept;
    if (value === undefined) return broken(`what ${property} leads to`, 'nothing', `/${property}`);
    const items = entitiesIn(value, navigation.collection);
    if (!items)
      return broken(
        navigation.collection ? 'an array of objects' : 'an object or null',
        jsonTypeOf(value),
        `/${property}`,
        value,
      );
    const stranger = items.find((item) => !instanceType(types.model, navigation.type, item));
    if (stranger) return broken(`#microsoft.graph.${navigation.type}`, show(stranger['@odata.type']), `/${property}`);
    const missing = (linked[property] ?? []).find((id) => !items.some((item) => item['id'] === id));
    if (missing !== undefined)
      return broken(`the entity ${show(missing)}`, `${items.length} entities without it`, `/${property}`);
    const others = (foreign[property] ?? []).find((id) => items.some((item) => item['id'] === id));
    return others === undefined
      ? kept
      : broken(`no entity ${show(others)}`, 'it belongs to another, and is shown', `/${property}`);
  },
});

function entitiesIn(value: JsonValue, isCollection: boolean): JsonObject[] | undefined {
  if (!isCollection) return value === null ? [] : isObject(value) ? [value] : undefined;
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}
