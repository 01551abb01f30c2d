import { describeAnswer, entityIn } from '../answers.ts';
import type { Api } from '../api.ts';
import { broken, type ClaimKind, type Finding, kept, open } from '../claim.ts';
import type { Sibling } from '../evidence.ts';
import type { JsonObject } from '../json.ts';
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
  check: (_claim, { declared }, { sibling: beside, gaps }, api, blamed) =>
    beside
      ? unchanged(beside, declared, api, (before) => sound(before, blamed))
      : open(gaps['sibling'] ?? gaps['request'] ?? 'nothing is beside it'),
};

/** Whether an entity of a declared type is after a request as it was before; with `names`, in these properties. */
export function unchanged(
  seen: Sibling,
  declared: string,
  { types }: Api,
  names: (before: JsonObject) => readonly string[] | undefined = () => undefined,
): Finding {
  const before = entityIn(seen.before);
  if (!before) return open(`it could not be read before: ${describeAnswer(seen.before)}`);
  const after = entityIn(seen.after);
  if (!after)
    return seen.after.answer
      ? broken('status 200 and the entity', describeAnswer(seen.after))
      : open(describeAnswer(seen.after));
  const difference = differenceOfInstances(types, declared, before, after, '', names(before));
  return difference ? brokenBy(difference) : kept;
}
