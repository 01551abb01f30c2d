import type { CaseRecord } from '../record/results.ts';

/** Why claims were not asked, and how many claims of how many cases that concerns. */
export interface SkippedReason {
  readonly reason: string;
  readonly claims: number;
  readonly cases: number;
  /** The target does not claim to keep them. */
  readonly unclaimed: boolean;
}

/** What was skipped by its reason, what concerns most claims first, and at the end what the target does not claim to keep. */
export function skippedReasons(cases: readonly CaseRecord[]): SkippedReason[] {
  const found = new Map<string, SkippedReason & { last: string }>();
  for (const { id, claims } of cases) {
    for (const { verdict, reason = 'no reason is given', notAsked } of claims) {
      if (verdict !== 'skipped') continue;
      const unclaimed = notAsked?.by === 'capabilities';
      const key = `${unclaimed} ${reason}`;
      const before = found.get(key) ?? { reason, unclaimed, claims: 0, cases: 0, last: '' };
      const more = before.last === id ? 0 : 1;
      found.set(key, { ...before, claims: before.claims + 1, cases: before.cases + more, last: id });
    }
  }
  return [...found.values()]
    .map(({ last: _last, ...rest }) => rest)
    .sort((one, other) => Number(one.unclaimed) - Number(other.unclaimed) || other.claims - one.claims);
}
