import { actionMeanings } from '../../areas/group-policy/actions.ts';
import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { sameInstant } from '../../instance/same.ts';
import { picosecondsPerSecond, precisionOf } from '../../value/edm/dateTimeOffset.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { modified } from './moments.ts';

/** An update, or an action that changes a property, sets `lastModifiedDateTime` to a later instant. */
export const advance = claimKind({
  name: 'advance',
  level: 'state',
  claims: ({ verb, contract, resource }, { types }) => {
    const meaning = actionMeanings[contract.id];
    const has = types.model.structured(resource).properties.some(({ name }) => name === modified);
    if (!has || !(verb === 'update' || meaning?.modifies)) return [];
    return [
      {
        id: `advance/${modified}`,
        text: `${modified} is later ${meaning ? 'afterwards' : 'after an update'}`,
        source: { page: contract.source.page, section: 'Request body' },
        needs: meaning ? ['status'] : [`moments/${modified}`],
        ...(meaning ? { defersTo: meaning.effects.map(({ id }) => `effect/${id}`) } : {}),
        property: modified,
      },
    ];
  },
  check: (_claim, { verb }, { before, request, reads, trials }) => {
    const was = entityIn(before)?.[modified];
    const answers = verb === 'update' ? [request, ...trials.map(({ exchange }) => exchange)] : [reads[0]?.exchange];
    const later = answers.flatMap((exchange) => entityIn(exchange)?.[modified] ?? []);
    const is = later.at(-1);
    if (typeof was !== 'string' || typeof is !== 'string') return open('it was not seen twice');
    if (precisionOf(is) > picosecondsPerSecond)
      return { outcome: 'kept', note: 'it is written without seconds, and cannot show an update at once' };
    return sameInstant(was, is) ? broken(`later than ${show(was)}`, show(is), `/${modified}`, is) : kept;
  },
});
