import { actionMeanings } from '../../areas/group-policy/actions.ts';
import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { sameInstant } from '../../instance/same.ts';
import { instantOf, picosecondsPerSecond, precisionOf } from '../../value/edm/dateTimeOffset.ts';
import { show } from '../../value/readable.ts';
import type { Claim, ClaimKind } from '../claim.ts';

const modified = 'lastModifiedDateTime';

/** What the two moments of an entity mean: when it was created never changes, when it was last modified never goes back. */
const rules: Readonly<Record<string, { text: string; fits: (before: string, after: string) => boolean; due: string }>> =
  {
    createdDateTime: { text: 'createdDateTime stays the same', fits: sameInstant, due: 'the same instant as' },
    lastModifiedDateTime: {
      text: 'lastModifiedDateTime does not go backwards',
      fits: isNotBefore,
      due: 'not earlier than',
    },
  };

/** `createdDateTime` stays, `lastModifiedDateTime` does not go backwards, over an update and what follows it. */
export const moments: ClaimKind = {
  name: 'moments',
  level: 'state',
  claims: ({ verb, contract, resource }, { types }) => {
    if (verb !== 'update') return [];
    return types.model.structured(resource).properties.flatMap(({ name }): Claim[] => {
      const rule = rules[name];
      if (!rule) return [];
      return [
        {
          id: `moments/${name}`,
          kind: 'moments',
          level: 'state',
          text: rule.text,
          source: { page: contract.source.page, section: 'Request body' },
          needs: [`type/${name}`],
          property: name,
        },
      ];
    });
  },
  check: ({ property = '' }, _documented, { before, request, reads, parts, trials }) => {
    const rule = rules[property];
    const later = [
      request,
      ...reads.map(({ exchange }) => exchange),
      ...[...parts, ...trials].flatMap(({ exchange, read }) => [exchange, read]),
    ];
    const seen = [before, ...later].flatMap((exchange) => entityIn(exchange)?.[property] ?? []);
    if (!rule || seen.length < 2) return open('it was not seen twice');
    for (const [index, value] of seen.entries()) {
      const previous = seen[index - 1];
      if (typeof previous !== 'string' || typeof value !== 'string') continue;
      if (!rule.fits(previous, value))
        return broken(`${rule.due} ${show(previous)}`, show(value), `/${property}`, value);
    }
    return kept;
  },
};

/** An update, or an action that changes a property, sets `lastModifiedDateTime` to a later instant. */
export const advance: ClaimKind = {
  name: 'advance',
  level: 'state',
  claims: ({ verb, contract, resource }, { types }) => {
    const meaning = actionMeanings[contract.id];
    const has = types.model.structured(resource).properties.some(({ name }) => name === modified);
    if (!has || !(verb === 'update' || meaning?.modifies)) return [];
    return [
      {
        id: `advance/${modified}`,
        kind: 'advance',
        level: 'state',
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
};

/** Whether an instant is the same as another, or later; digits that are not written do not count. */
function isNotBefore(before: string, after: string): boolean {
  const [was, is] = [instantOf(before), instantOf(after)];
  return was === undefined || is === undefined || is > was || sameInstant(before, after);
}
