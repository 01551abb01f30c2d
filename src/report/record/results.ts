import { createHash } from 'node:crypto';
import type { CaseReport } from '../../judge/caseReport.ts';
import type { Drift } from '../../judge/drift.ts';
import type { Outcome } from '../../judge/verdict.ts';
import type { CaseKind } from '../../model/case.ts';
import type { Contracts } from '../../model/contracts.ts';
import type { Level } from '../../model/level.ts';
import type { TargetInfo } from '../../model/targetInfo.ts';
import type { NothingJudged } from './nothingJudged.ts';
import type { Review } from './reviews.ts';
import type { Decision } from './runReasons.ts';
import type { ClassTotals, NotAsked, Numbers, Totals } from './totals.ts';

/** A case in the results. */
export interface CaseRecord extends Omit<CaseReport, 'drift'> {
  readonly title: string;
  readonly kind: CaseKind;
  readonly contract: string;
  readonly resource: string;
  readonly method: string;
  readonly path: string;
  readonly documentation: string;
  readonly verdict: Outcome;
  /** How long its test took by the runner's clock, without the opening of the target; left out where it never ran. */
  readonly milliseconds?: number;
}

/** Which part of a run a shard is, and what else has to be the same for all its parts. */
export interface Shard {
  readonly number: number;
  readonly of: number;
  /** The cases that were selected before they were split. */
  readonly selected: readonly string[];
  /** What tells one tenant from another, without saying which it is. */
  readonly tenant?: string;
  /** What tells one run of a pipeline from another. */
  readonly pipeline?: string;
}

/** A shard of a run that was merged of shards. */
export interface MergedShard {
  readonly number: number;
  readonly of: number;
  readonly run: string;
  readonly startedAt: string;
  readonly milliseconds: number;
}

/** What was run, against what, and when. */
export interface RunInfo {
  readonly suite: { readonly name: string; readonly version: string };
  readonly contracts: { readonly count: number; readonly digest: string };
  readonly target: TargetInfo;
  readonly levels: readonly Level[];
  /** The variables that a rerun needs, without secrets. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The command that runs cases, where it is not `npm run conformance --`: an installed package has another. */
  readonly command?: string;
  /** The name of the run, with which the ids of its requests begin; left out for one that is merged of shards. */
  readonly run?: string;
  /** For a shard: of what it is a part. */
  readonly shard?: Shard;
  /** For a run that is merged of shards: those that were there, in their order. */
  readonly shards?: readonly MergedShard[];
  readonly startedAt: string;
  readonly milliseconds: number;
}

/** That a run was ended by a signal: by which, and how many of its cases had been run. */
export interface Interruption {
  readonly signal: string;
  readonly cases: number;
  readonly of: number;
}

/** `reports/results.json`. What 0.1.0 did not write may be missing. */
export interface Results extends RunInfo {
  readonly $schema: string;
  readonly plan: { readonly cases: number; readonly claims: number };
  readonly totals: {
    readonly cases: Totals;
    readonly claims: Totals;
    readonly classes: ClassTotals;
    readonly unclaimed: number;
    /** What left claims out, and how many. */
    readonly notAsked?: readonly NotAsked[];
  } & Partial<Numbers>;
  readonly conformant: boolean;
  readonly decision?: Decision;
  readonly interrupted?: Interruption;
  readonly nothingJudged?: NothingJudged;
  /** Recorded deviations that are to be reviewed. */
  readonly reviews?: readonly Review[];
  /** What went wrong beside the cases, in sentences. */
  readonly troubles?: readonly string[];
  readonly reasons: readonly string[];
  /** What answers showed that no page documents; never a failure by itself. */
  readonly drift: readonly Drift[];
  readonly cases: readonly CaseRecord[];
}

/** What a run came to, as console, certificate and exit code say it; results of 0.1.0 do not say it themselves. */
export function decisionOf({
  decision,
  conformant,
  totals: { claims },
}: Pick<Results, 'decision' | 'conformant' | 'totals'>): Decision {
  if (decision) return decision;
  return conformant ? 'conformant' : claims.fail > 0 ? 'not conformant' : 'inconclusive';
}

/** The digest by which two runs can tell that they held a target against the same contracts. */
export function digestOf({ types, requests }: Contracts): string {
  return createHash('sha256')
    .update(JSON.stringify([types, requests]))
    .digest('hex');
}
