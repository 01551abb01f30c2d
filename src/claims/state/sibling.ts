import { describeAnswer, entityIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence, Sibling } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { JsonObject, JsonValue } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy } from './echo.ts';
import { sound } from './path.ts';

const texts = {
  create: 'What is beside it stays as it is while others are created',
  update: 'What is beside it stays as it is',
  delete: 'What is beside it stays',
  action: 'What is beside it stays as it is',
} as const;

/** Only the addressed entity changes: one beside it is afterwards as it was before. */
export const sibling = claimKind({
  name: 'sibling',
  level: 'state',
  claims: ({ verb, contract, path }) => {
    const isBoundToOne = path.split('/').at(-2)?.startsWith('{') === true;
    if (verb === 'get' || verb === 'list' || (verb === 'action' && !isBoundToOne)) return [];
    return [
      {
        text: texts[verb],
        source: { page: contract.source.page, section: 'Response' },
        needs: ['status', 'identity'],
      },
    ];
  },
  check: (_claim, { declared }, evidence, api, blamed) => {
    const { sibling: one, gaps } = evidence;
    if (!one) return open(gaps['sibling'] ?? gaps['request'] ?? 'nothing is beside it');
    const finding = unchanged(one, declared, api, (before) => sound(before, blamed));
    return finding.outcome === 'kept' ? othersUntouched(evidence) : finding;
  },
});

/**
 * Whether of the others in the collection, known or not, all are still there below their owner, and none came to carry a
 * text that was sent to the one. A collection that cannot be read, or does not show the one, tells nothing of others.
 */
function othersUntouched({ beside, sent, known, trials }: Evidence): Finding {
  const listed = beside ? itemsOf(beside.after) : [];
  const isOther = ({ id }: JsonObject): boolean => id !== known?.['id'];
  if (!beside || [...beside.before.pages, ...beside.after.pages].some((page) => !entityIn(page))) return kept;
  const before = itemsOf(beside.before);
  if (before.every(isOther)) return kept;
  const lost = before.find((item) => isOther(item) && !listed.some(({ id }) => id === item['id']));
  if (lost && beside.after.template.includes('}'))
    return broken(`the entity ${show(lost['id'])}`, 'it is not listed any more', '/value');
  const texts = [sent, ...trials.map((trial) => trial.sent)].flatMap((values) => tellingTexts(values ?? {}));
  const place = listed.findIndex((item) => isOther(item) && Object.values(item).some((value) => texts.includes(value)));
  const other = listed[place];
  return other && listed.some((item) => !isOther(item))
    ? broken(
        `the entity ${show(other['id'])} as it was`,
        'it carries a text that was sent to another',
        `/value/${place}`,
      )
    : kept;
}

/** The texts of a body that no other request has. */
function tellingTexts(values: JsonObject): JsonValue[] {
  return Object.values(values).filter((value) => typeof value === 'string' && /[0-9a-f]{8}/.test(value));
}

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
