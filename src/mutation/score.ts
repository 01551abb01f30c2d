import type { Trial } from './mutant.ts';

/** How many mutants came to what. Live mutants are those that something reaches and that are not argued away. */
export interface Score {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly argued: number;
  readonly uncovered: number;
  readonly live: number;
  /** Killed and timed out of the live, in percent; 100 where nothing is live. */
  readonly percent: number;
}

/** Counts trials; `isArgued` tells the survivors that are no holes. */
export function scoreOf(trials: readonly Trial[], isArgued: (trial: Trial) => boolean): Score {
  const count = (wanted: (trial: Trial) => boolean): number => trials.filter(wanted).length;
  const killed = count(({ verdict }) => verdict.outcome === 'killed');
  const timeout = count(({ verdict }) => verdict.outcome === 'timeout');
  const argued = count((trial) => trial.verdict.outcome === 'survived' && isArgued(trial));
  const survived = count(({ verdict }) => verdict.outcome === 'survived') - argued;
  const live = killed + timeout + survived;
  return {
    killed,
    timeout,
    survived,
    argued,
    uncovered: count(({ verdict }) => verdict.outcome === 'uncovered'),
    live,
    percent: live === 0 ? 100 : ((killed + timeout) / live) * 100,
  };
}
