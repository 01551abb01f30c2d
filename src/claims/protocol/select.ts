import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { instanceType } from '../../instance/instance.ts';
import { type Difference, differenceOfInstances, differenceOfProperty } from '../../instance/same.ts';
import type { Case } from '../../model/case.ts';
import type { Types } from '../../model/types.ts';
import type { JsonObject } from '../../value/json.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy } from '../state/echo.ts';
import { queryOptions, selectedProperty } from './queryOptions.ts';

/**
 * `$select` narrows an answer to what is selected; a server may return more (OData Protocol §11.2.5.1), never less or other
 * values, null among them; and it only reads.
 */
export const select = claimKind({
  name: 'select',
  level: 'protocol',
  claims: (documented, api) => {
    if (documented.verb !== 'get' || !documented.contract.request.queryOptions) return [];
    const name = selectedProperty(documented, api);
    return [
      {
        text: `$select=${name} returns ${name}, shows nothing else otherwise, and changes nothing`,
        source: queryOptions,
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
});

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
