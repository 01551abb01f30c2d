import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import type { Case } from '../../model/case.ts';
import type { Model } from '../../model/model.ts';
import { progress } from '../../model/transitions.ts';
import { show } from '../../value/show.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';

/** A status that a service may move on by itself stays all the same as it was answered. */
export const steady = claimKind({
  name: 'steady',
  level: 'state',
  claims: (documented, { types }) =>
    statusesOf(documented, types.model).map(
      (name): ClaimDraft => ({
        id: `steady/${name}`,
        text: `${name} is read as it was answered`,
        source: { page: documented.contract.source.page, section: 'Response' },
        needs: [`echo/${name}`],
        property: name,
      }),
    ),
  check: ({ property = '' }, _documented, { request, reads, trials, parts }) => {
    const pairs = [
      ...reads.map(({ exchange }) => [request, exchange] as const),
      ...[...trials, ...parts].map(({ exchange, read }) => [exchange, read] as const),
    ].map(([answered, read]) => [entityIn(answered)?.[property], entityIn(read)?.[property]] as const);
    const seen = pairs.filter(([answered, read]) => answered !== undefined && read !== undefined);
    if (seen.length === 0) return open('it was not read afterwards');
    const moved = seen.find(([answered, read]) => answered !== read);
    return moved ? broken(show(moved[0]), `${show(moved[1])} when read`, `/${property}`) : kept;
  },
});

/** The properties of a case's entity whose values a service may move on. */
function statusesOf({ verb, resource }: Case, model: Model): string[] {
  if (verb !== 'create' && verb !== 'update') return [];
  return model
    .structured(resource)
    .properties.filter(({ type }) => progress[type.name] !== undefined)
    .map(({ name }) => name);
}
