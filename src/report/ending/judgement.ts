import { annotations } from '../ci/annotations.ts';
import { jobSummary } from '../ci/jobSummary.ts';
import { compare } from '../compare/compare.ts';
import { aboveVerdict } from '../console/summary.ts';
import { verdictWord } from '../console/verdictLines.ts';
import type { Results } from '../record/results.ts';
import { decisionOf } from '../record/results.ts';
import type { Decision } from '../record/runReasons.ts';

/** What a run came to, and everything that is to be printed of it: it stands, whatever becomes of its files. */
export interface Judgement {
  readonly decision: Decision;
  /** The signal that ended the run, if one did. */
  readonly signal?: string;
  /** The verdict with its reasons, as the last line has it. */
  readonly word: string;
  /** What stands above it at the console. */
  readonly summary: string;
  /** Lines for the workflow that runs it, and the text for the summary of its job; only if there is one. */
  readonly annotations: readonly string[];
  readonly jobSummary?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Beside what a run is told: the results of an earlier run, to say what changed since, and whether it is one shard of a run, which has no annotations of its own. */
export interface Beside {
  readonly before?: Results | undefined;
  readonly isShard?: boolean;
}

/** The judgement of a run by its results, for the environment in which it is told. */
export function judgementOf(results: Results, environment: Environment, { before, isShard }: Beside = {}): Judgement {
  const { interrupted } = results;
  const since = before && compare(before, results);
  return {
    decision: decisionOf(results),
    ...(interrupted && { signal: interrupted.signal }),
    word: verdictWord(results),
    summary: aboveVerdict(results),
    annotations: environment['GITHUB_ACTIONS'] === 'true' && !isShard ? annotations(results, since) : [],
    ...(environment['GITHUB_STEP_SUMMARY'] ? { jobSummary: jobSummary(results, since) } : {}),
  };
}
