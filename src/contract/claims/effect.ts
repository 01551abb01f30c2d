import { type ClaimKind, kept, open } from '../claim.ts';
import { actionMeanings } from '../effects.ts';

/** An action did what it is for. */
export const effect: ClaimKind = {
  name: 'effect',
  level: 'state',
  claims: ({ verb, contract }) => {
    if (verb !== 'action') return [];
    return (actionMeanings[contract.id]?.effects ?? []).map(({ id, text }) => ({
      id: `effect/${id}`,
      kind: 'effect',
      level: 'state',
      text,
      source: { page: contract.source.page, section: 'Request body' },
      needs: ['status', 'body', 'odata.type', 'derived'],
    }));
  },
  check: ({ id }, { contract }, evidence, api, blamed) => {
    const meaning = actionMeanings[contract.id]?.effects.find((candidate) => `effect/${candidate.id}` === id);
    if (!meaning) return kept;
    const flawed = [...blamed].find((name) => /^(returned|type)\//.test(name));
    if (flawed !== undefined) return { outcome: 'open', reason: `"${flawed}" is broken`, blockedBy: flawed };
    if (!evidence.sent) return open(evidence.gaps['request'] ?? 'the action was not run');
    return meaning.check({ sent: evidence.sent, evidence, api });
  },
};
