import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { instanceType } from '../../instance/instance.ts';
import { type Difference, differenceOfInstances, differenceOfProperty } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import type { Types } from '../../model/types.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { isObject, type JsonObject, type JsonValue } from '../../value/json.ts';
import { show } from '../../value/readable.ts';
import type { Claim, ClaimKind } from '../claim.ts';
import { brokenBy } from '../state/echo.ts';

export const queryOptions = {
  page: 'Use query parameters to customize responses',
  section: 'OData system query options',
};

/** The property that is selected to see that $select is understood: the first one that is not the key. */
export function selectedProperty({ resource }: Case, { types }: Api): string {
  return types.model.structured(resource).properties.find(({ name }) => name !== 'id')?.name ?? 'id';
}

/**
 * `$select` narrows an answer to what is selected; a server may return more (OData Protocol §11.2.5.1), never less or other
 * values, null among them; and it only reads.
 */
export const select: ClaimKind = {
  name: 'select',
  level: 'protocol',
  claims: (documented, api) => {
    if (documented.verb !== 'get' || !documented.contract.request.queryOptions) return [];
    const name = selectedProperty(documented, api);
    return [
      {
        id: 'select',
        kind: 'select',
        level: 'protocol',
        text: `$select=${name} returns ${name}, shows nothing else otherwise, and changes nothing`,
        source: queryOptions,
        needs: [],
        property: name,
      },
    ];
  },
  check: ({ property = '' }, documented, { probes, known, before, again, gaps }, { types }) => {
    const exchange = probes['select'];
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const shown = entityIn(exchange);
    if (!shown) return broken('status 200 and the entity', describeAnswer(exchange));
    const selected = types.model.structured(documented.resource).properties.find(({ name }) => name === property);
    const due = known?.[property];
    if (shown[property] === undefined) return broken(property, 'nothing', `/${property}`);
    const entity = entityIn(before);
    const difference =
      (selected && due !== undefined ? differenceOfProperty(types, selected, due, shown, '') : undefined) ??
      (entity && differenceInWhatIsShown(entity, shown, documented, types));
    if (difference) return brokenBy(difference);
    if (!entity || !again) return kept;
    if (!again.answer) return open(describeAnswer(again));
    const after = entityIn(again);
    if (!after) return broken('the entity afterwards', describeAnswer(again));
    const change = differenceOfInstances(types, documented.declared, entity, after);
    return change ? brokenBy(change) : kept;
  },
};

function differenceInWhatIsShown(
  entity: JsonObject,
  shown: JsonObject,
  { declared }: Case,
  types: Types,
): Difference | undefined {
  const type = instanceType(types.model, declared, entity);
  const found = type?.properties.map((one) => {
    const due = entity[one.name];
    return due === undefined || shown[one.name] === undefined
      ? undefined
      : differenceOfProperty(types, one, due, shown, '');
  });
  return found?.find((difference) => difference !== undefined);
}

/** `$expand` shows what a relationship leads to: the entities that are known to be there, each of the declared type or derived from it, and none that belongs to another. */
export const expand: ClaimKind = {
  name: 'expand',
  level: 'protocol',
  claims: (documented, { types }) => {
    if (documented.verb !== 'get' || !documented.contract.request.queryOptions) return [];
    return Object.keys(types.model.structured(documented.resource).navigation).map(
      (name): Claim => ({
        id: `expand/${name}`,
        kind: 'expand',
        level: 'protocol',
        text: `$expand=${name} shows what it leads to`,
        source: queryOptions,
        needs: [],
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
};

function entitiesIn(value: JsonValue, isCollection: boolean): JsonObject[] | undefined {
  if (!isCollection) return value === null ? [] : isObject(value) ? [value] : undefined;
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}
