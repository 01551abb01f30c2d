import { describeAnswer, entityIn, itemsIn, resultType } from '../../evidence/answers.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { namedType } from '../../instance/instance.ts';
import type { Model } from '../../model/model.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { quote } from '../../value/edm/textFormat.ts';
import type { JsonObject } from '../../value/json.ts';
import { claimKind } from '../claimKind.ts';

/**
 * `@odata.type` names the page's type or one derived from it, with or without `#`. It may be left out only where the
 * relationships already declare that type (OData JSON Format §4.6.3).
 */
export const odataType = claimKind({
  name: 'odata.type',
  level: 'shape',
  claims: (documented, { types }) => {
    const { contract } = documented;
    const result = resultType(documented);
    if (!result) return [];
    const derived = types.model.structured(result.named).descendants.length > 0 ? ' or a type derived from it' : '';
    const isEntity = contract.response.body?.kind === 'entity';
    return [
      {
        text: isEntity
          ? `@odata.type names ${result.named}${derived}`
          : 'Every @odata.type names a documented type of the collection',
        source: { page: contract.source.page, section: 'Example' },
        needs: ['body'],
      },
    ];
  },
  check: (_claim, documented, evidence, { types }) => {
    const { named, declared } = resultType(documented) ?? { named: '', declared: '' };
    if (documented.contract.response.body?.kind === 'entity') {
      const entity = entityIn(evidence.request);
      return entity
        ? checkAnnotation(entity, '', named, declared, types.model)
        : open(describeAnswer(evidence.request));
    }
    if (!entityIn(evidence.request)) return open(describeAnswer(evidence.request));
    const findings = itemsIn(evidence.request).map(({ value, pointer }) =>
      checkAnnotation(value, pointer, declared, declared, types.model),
    );
    return findings.find(({ outcome }) => outcome === 'broken') ?? kept;
  },
});

function checkAnnotation(instance: JsonObject, at: string, wanted: string, declared: string, model: Model): Finding {
  const annotation = instance['@odata.type'];
  const pointer = `${at}/@odata.type`;
  const due = `#microsoft.graph.${wanted}`;
  if (annotation === undefined)
    return wanted === declared ? kept : broken(due, `nothing, though the path declares only ${declared}`, pointer);
  const named = namedType(annotation);
  if (named !== undefined && model.isA(named, wanted)) return kept;
  return broken(due, typeof annotation === 'string' ? quote(annotation) : jsonTypeOf(annotation), pointer, annotation);
}
