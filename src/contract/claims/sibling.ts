import { describeAnswer, entityIn } from '../answers.ts';
import { broken, type ClaimKind, kept, open } from '../claim.ts';
import { differenceOfInstances } from '../same.ts';
import { brokenBy } from './echo.ts';
import { sound } from './paths.ts';

const texts = {
  create: 'What is beside it stays as it is while others are created',
  update: 'What is beside it stays as it is',
  delete: 'What is beside it stays',
  action: 'What is beside it stays as it is',
} as const;

/** Only the addressed entity changes: one beside it is afterwards as it was before. */
export const sibling: ClaimKind = {
  name: 'sibling',
  level: 'state',
  claims: ({ verb, contract, path }) => {
    const isBoundToOne = path.split('/').at(-2)?.startsWith('{') === true;
    if (verb === 'get' || verb === 'list' || (verb === 'action' && !isBoundToOne)) return [];
    return [
      {
        id: 'sibling',
        kind: 'sibling',
        level: 'state',
        text: texts[verb],
        source: { page: contract.source.page, section: 'Response' },
        needs: ['status', 'identity'],
      },
    ];
  },
  check: (_claim, documented, { sibling: beside, gaps }, api, blamed) => {
    if (!beside) return open(gaps['sibling'] ?? gaps['request'] ?? 'nothing is beside it');
    const before = entityIn(beside.before);
    if (!before) return open(`it could not be read before: ${describeAnswer(beside.before)}`);
    const after = entityIn(beside.after);
    if (!after)
      return beside.after.answer
        ? broken('status 200 and the entity', describeAnswer(beside.after))
        : open(describeAnswer(beside.after));
    const difference = differenceOfInstances(api.types, documented.declared, before, after, '', sound(before, blamed));
    return difference ? brokenBy(difference) : kept;
  },
};
