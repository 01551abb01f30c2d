import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { sameInstant } from '../../instance/same.ts';
import { instantOf } from '../../value/edm/dateTimeOffset.ts';
import { show } from '../../value/show.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';

/** The property that holds when an entity was last changed. */
export const modified = 'lastModifiedDateTime';

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
export const moments = claimKind({
  name: 'moments',
  level: 'state',
  claims: ({ verb, contract, resource }, { types }) => {
    if (verb !== 'update') return [];
    return types.model.structured(resource).properties.flatMap(({ name }): ClaimDraft[] => {
      const rule = rules[name];
      if (!rule) return [];
      return [
        {
          id: `moments/${name}`,
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
});

/** Whether an instant is the same as another, or later; digits that are not written do not count. */
function isNotBefore(before: string, after: string): boolean {
  const [was, is] = [instantOf(before), instantOf(after)];
  return was === undefined || is === undefined || is > was || sameInstant(before, after);
}
