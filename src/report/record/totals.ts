import { type BlockingClass, blockingClasses } from '../../evidence/blocking.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import { type Outcome, outcomes } from '../../judge/verdict.ts';
import type { Cause } from '../../plan/omission.ts';

/** How many of something came to each outcome. */
export type Totals = Readonly<Record<Outcome, number>>;

/** How many claims each class kept from being judged; classes that kept none are left out. */
export type ClassTotals = Readonly<Partial<Record<BlockingClass, number>>>;

/** The three numbers of a run, which are never mixed: claims that were planned, that were asked, and that were judged. */
export interface Numbers {
  readonly planned: number;
  readonly asked: number;
  readonly judged: number;
}

/** A cause that left claims out, and how many. */
export interface NotAsked {
  readonly cause: Cause;
  readonly claims: number;
}

/** Counts outcomes. */
export function countOutcomes(found: readonly Outcome[]): Totals {
  const totals = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const outcome of found) totals[outcome] += 1;
  return totals;
}

/** Counts the classes of what could not be judged. */
export function countClasses(records: readonly ClaimRecord[]): ClassTotals {
  const counts = blockingClasses.map(
    (name) => [name, records.filter((record) => record.class === name).length] as const,
  );
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

/** The three numbers by the totals of claims: what was skipped was not asked, and what is decided was judged. */
export function numbersOf(claims: Totals): Numbers {
  const { pass, fail, deviation, healed, inconclusive, error, skipped } = claims;
  const judged = pass + fail + deviation + healed;
  const asked = judged + inconclusive + error;
  return { planned: asked + skipped, asked, judged };
}

/** The three numbers in words. */
export function numbersLine({ planned, asked, judged }: Numbers): string {
  return `${planned} planned, ${asked} asked, ${judged} judged`;
}

/** What left claims out, each cause once, in the order in which they are met. */
export function countNotAsked(records: readonly ClaimRecord[]): NotAsked[] {
  const found = new Map<string, NotAsked>();
  for (const { notAsked: cause } of records) {
    if (!cause) continue;
    const key = JSON.stringify(cause);
    found.set(key, { cause, claims: (found.get(key)?.claims ?? 0) + 1 });
  }
  return [...found.values()];
}
