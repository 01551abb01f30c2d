import { actionMeanings } from '../../areas/group-policy/actions.ts';
import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import type { Evidence, Gap } from '../../evidence/evidence.ts';
import { kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

/** An action did what it is for. */
export const effect = claimKind({
  name: 'effect',
  level: 'state',
  claims: ({ contract }) =>
    (actionMeanings[contract.id]?.effects ?? []).map(({ id, text, defersTo }) => ({
      id: `effect/${id}`,
      text,
      source: { page: contract.source.page, section: 'Request body' },
      needs: ['status', 'body', 'odata.type', 'derived'],
      ...(defersTo === undefined ? {} : { defersTo: [`effect/${defersTo}`] }),
    })),
  check: ({ id }, { contract }, evidence, api, blamed) => {
    const meaning = actionMeanings[contract.id];
    const due = meaning?.effects.find((candidate) => `effect/${candidate.id}` === id);
    if (!meaning || !due) return kept;
    const flawed = [...blamed].find((name) => /^(returned|type)\//.test(name));
    if (flawed !== undefined) return { outcome: 'open', reason: `"${flawed}" is broken`, blockedBy: flawed };
    if (!evidence.sent) return open(evidence.gaps['request'] ?? 'the action was not run');
    const unseen = meaning.watch === undefined ? undefined : unreadOf(evidence);
    if (unseen !== undefined) return open(unseen);
    return due.check({ sent: evidence.sent, evidence, api });
  },
});

/** Why the collection that an action changes is not known before and after it; undefined where it is. */
function unreadOf({ watched, gaps }: Evidence): Gap | undefined {
  if (!watched) return gaps['watched'] ?? 'the collection was not read';
  const unread = [...watched.before.pages, ...watched.after.pages].find((page) => !entityIn(page));
  return unread && `the collection could not be read: ${describeAnswer(unread)}`;
}
