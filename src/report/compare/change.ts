import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Outcome } from '../../judge/verdict.ts';

/** How a claim came out: its verdict, or `warned`, a pass by a policy that warns. */
export type State = Outcome | 'warned';

/** What a change means for the second of two results: it is worse or better there, no longer decided, or only told. */
export type Weight = 'worse' | 'undecided' | 'better' | 'told';

/** What happened to a claim between two results. */
export interface Kind {
  readonly title: string;
  readonly weight: Weight;
}

/** Which of two results is the mock's, where the other is of the live service. */
export type MockSide = 'A' | 'B';

/** What a state says of a promise. What a policy lets pass counts as kept, a recorded deviation as broken. */
type Standing = 'kept' | 'broken' | 'undecided';

const standings: Readonly<Record<State, Standing>> = {
  pass: 'kept',
  warned: 'kept',
  healed: 'kept',
  fail: 'broken',
  deviation: 'broken',
  inconclusive: 'undecided',
  skipped: 'undecided',
  error: 'undecided',
};

/** What a claim came to by its state in B, where its state in A was another. A deviation that shows now and then is no news of weight. */
const became: Readonly<Record<State, Kind>> = {
  fail: { title: 'newly failing', weight: 'worse' },
  inconclusive: { title: 'newly inconclusive', weight: 'undecided' },
  skipped: { title: 'newly skipped', weight: 'undecided' },
  error: { title: 'newly in error', weight: 'undecided' },
  deviation: { title: 'newly deviating', weight: 'told' },
  warned: { title: 'newly let pass by policy', weight: 'told' },
  healed: { title: 'newly healed', weight: 'better' },
  pass: { title: 'fixed', weight: 'better' },
};

const decided: Kind = { title: 'newly decided', weight: 'better' };
const removed: Readonly<Record<'decided' | 'undecided', Kind>> = {
  decided: { title: 'removed', weight: 'undecided' },
  undecided: { title: 'removed, undecided before', weight: 'told' },
};
const added: Readonly<Record<'failing' | 'other', Kind>> = {
  failing: { title: 'new and failing', weight: 'worse' },
  other: { title: 'new', weight: 'told' },
};
const onlyA: Kind = { title: 'decided only in A', weight: 'undecided' };
const onlyB: Kind = { title: 'decided only in B', weight: 'told' };

/** The titles of all changes, in the order in which they are told: what counts most comes first. */
export const titles: readonly string[] = [
  became.fail,
  added.failing,
  { title: 'mock laxer' },
  { title: 'mock stricter' },
  became.healed,
  became.inconclusive,
  became.skipped,
  became.error,
  onlyA,
  removed.decided,
  became.deviation,
  became.warned,
  became.pass,
  decided,
  onlyB,
  added.other,
  removed.undecided,
].map(({ title }) => title);

/** The state of a claim as results record it. */
export function stateOf({ verdict, warning }: ClaimRecord): State {
  return verdict === 'pass' && warning !== undefined ? 'warned' : verdict;
}

/** Whether a state says that the promise was kept or broken. */
export function isDecided(state: State): boolean {
  return standings[state] !== 'undecided';
}

/**
 * What happened to a claim from A to B; undefined where nothing did. A state that is left out means that these results
 * have no such claim. With `mock`, the two are told as a pair: a mock is laxer where it breaks a promise that live keeps,
 * and stricter where it keeps one that live breaks; how one is broken is not compared.
 */
export function changeOf(a: State | undefined, b: State | undefined, mock?: MockSide): Kind | undefined {
  if (a === undefined) return b === 'fail' && mock === undefined ? added.failing : added.other;
  if (b === undefined) return isDecided(a) ? removed.decided : removed.undecided;
  return mock === undefined ? between(a, b) : paired(standings[a], standings[b], mock);
}

function between(a: State, b: State): Kind | undefined {
  if (a === b || (!isDecided(a) && !isDecided(b)) || (a === 'healed' && b === 'pass')) return undefined;
  return b === 'pass' && !isDecided(a) ? decided : became[b];
}

function paired(a: Standing, b: Standing, mock: MockSide): Kind | undefined {
  if (a === b) return undefined;
  if (b === 'undecided') return onlyA;
  if (a === 'undecided') return onlyB;
  const breaker = b === 'broken' ? 'B' : 'A';
  return { title: breaker === mock ? 'mock laxer' : 'mock stricter', weight: breaker === 'B' ? 'worse' : 'told' };
}
