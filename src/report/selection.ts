import type { FullConfig } from '@playwright/test/reporter';
import type { Rules } from './rules.ts';

/** What a run was asked for before it was split into shards: which cases, by which contracts and rules. */
export interface Selection {
  readonly cases: readonly string[];
  readonly digest: string;
  readonly rules: Rules;
}

const prefix = 'selection of shard ';

/** Leaves a run's selection in its metadata, which blobs carry to where shards are merged. */
export function recordSelection({ metadata, shard }: FullConfig, selection: Selection): void {
  metadata[`${prefix}${shard?.current ?? 1} of ${shard?.total ?? 1}`] = selection;
}

/** The selections of all shards that a run is merged from; of the run itself where it is not merged. */
export function recordedSelections({ metadata }: FullConfig): Selection[] {
  return Object.entries(metadata).flatMap(([name, selection]) =>
    name.startsWith(prefix) ? [selection as Selection] : [],
  );
}
