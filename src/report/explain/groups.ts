import { blockingClasses } from '../../evidence/blocking.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Outcome } from '../../judge/verdict.ts';
import type { CaseRecord } from '../record/results.ts';
import { comparable } from './comparable.ts';

/** One trouble and all the cases that it shows in; `claim` is as the first of them has it. */
export interface Group {
  readonly claim: ClaimRecord;
  readonly cases: readonly [CaseRecord, ...CaseRecord[]];
}

/**
 * Everything that does not hold, and what healed, by cause: the same promise broken in the same way is one group, however many cases it
 * shows in, and whatever ids and instants came. What is blocked by a broken claim is left out, and so is what was skipped.
 */
export function groupsIn(cases: readonly CaseRecord[]): Group[] {
  const found = new Map<string, { claim: ClaimRecord; cases: [CaseRecord, ...CaseRecord[]] }>();
  for (const record of cases) {
    for (const claim of record.claims) {
      if (!isTrouble(claim)) continue;
      const cause = causeKey(claim);
      const group = found.get(cause);
      if (!group) found.set(cause, { claim, cases: [record] });
      else if (group.cases.at(-1) !== record) group.cases.push(record);
    }
  }
  return [...found.values()].sort(
    (one, other) => rank(one.claim) - rank(other.claim) || other.cases.length - one.cases.length,
  );
}

function isTrouble({ verdict, blockedBy }: ClaimRecord): boolean {
  return blockedBy === undefined && told.includes(verdict);
}

function causeKey({ verdict, text, expected = '', received = '', reason = '', class: name }: ClaimRecord): string {
  const told = verdict === 'fail' ? [text, expected, received] : [name ?? '', reason];
  return [verdict, ...told.map(comparable)].join('|');
}

/** The outcomes that are told in groups, in their order: what healed comes first, for its entry is to be deleted. */
const told: readonly Outcome[] = ['healed', 'fail', 'error', 'inconclusive'];

function rank({ verdict, class: name }: ClaimRecord): number {
  const place = name === undefined ? blockingClasses.length : blockingClasses.indexOf(name);
  return told.indexOf(verdict) * (blockingClasses.length + 1) + place;
}
