import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { instantOf, picosecondsPerSecond } from '../../value/edm/dateTimeOffset.ts';
import { httpDate } from '../../value/httpDate.ts';
import { show } from '../../value/show.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';

/** How far the clock of an answer's head and that of its body may be apart, in seconds. */
const tolerance = 300n;

const moments = ['createdDateTime', 'lastModifiedDateTime'];

/** The moments of a new entity are those of its creation, by the server's own clock: the head of the answer has its date. */
export const recent = claimKind({
  name: 'recent',
  level: 'state',
  claims: ({ verb, contract, resource }, { types }) => {
    if (verb !== 'create') return [];
    const { page, properties } = types.model.structured(resource);
    return properties
      .filter(({ name }) => moments.includes(name) && contract.request.body?.kind === 'entity')
      .map(
        ({ name }): ClaimDraft => ({
          id: `recent/${name}`,
          text: `${name} is the time of the creation`,
          source: { page, section: 'Properties' },
          needs: [`type/${name}`],
          property: name,
        }),
      );
  },
  check: ({ property = '' }, _documented, { request }) => {
    const value = entityIn(request)?.[property];
    const date = httpDate(request?.answer?.headers['date']);
    const instant = typeof value === 'string' ? instantOf(value) : undefined;
    if (instant === undefined) return open('it was not seen');
    if (date === undefined) return { outcome: 'kept', note: 'the answer has no Date to compare with' };
    const distance = instant - (BigInt(date) * picosecondsPerSecond) / 1000n;
    const isNear = distance < tolerance * picosecondsPerSecond && distance > -tolerance * picosecondsPerSecond;
    return isNear
      ? kept
      : broken(`within ${tolerance} s of ${new Date(date).toISOString()}`, show(value), `/${property}`, value);
  },
});
