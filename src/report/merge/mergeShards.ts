import type { Omission } from '../../plan/omission.ts';
import { sanitise } from '../../value/sanitise.ts';
import { evidenceFile, runFiles } from '../certificate/certificateFiles.ts';
import { buildResults } from '../record/buildResults.ts';
import { describeMissing } from '../record/missingShards.ts';
import type { MergedShard, Results } from '../record/results.ts';
import { reviewsOf } from '../record/reviews.ts';
import { spanOf } from '../record/shardSpan.ts';
import { sha256 } from '../text/sha256.ts';
import { factsOf } from '../verify/verify.ts';
import { shardDifferences } from './shardDifference.ts';
import type { ShardRun } from './shardRun.ts';

/** Shards that are not those of one run, in sentences. */
export class ShardError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** A run that was merged of shards: what it came to, and the evidence of its cases. */
export interface Merged {
  readonly results: Results;
  readonly evidence: ReadonlyMap<string, Buffer>;
}

/** The longest that a run may take from its first shard to the end of the last, in milliseconds. */
const longest = 24 * 60 * 60 * 1000;
const shownCases = 3;

/**
 * Merges verified shards to the run that they are parts of; cases of shards that are missing were not run. Throws `ShardError`
 * for shards that are not of one run.
 */
export function mergeShards(given: readonly ShardRun[]): Merged {
  const shards = withoutCopies(given).toSorted((one, other) => one.shard.number - other.shard.number);
  const [first] = shards;
  if (!first) throw new Error('there is no shard to merge');
  const double = twins(shards);
  const problems = [
    ...shardDifferences(shards),
    ...double,
    ...timeProblems(shards),
    ...(double.length > 0 ? [] : caseProblems(shards)),
  ];
  if (problems.length > 0) throw new ShardError(problems);
  return { results: resultsOf(shards, first), evidence: evidenceOf(shards) };
}

/** A shard may have been copied; it counts once. */
function withoutCopies(shards: readonly ShardRun[]): ShardRun[] {
  return [...new Map(shards.toReversed().map((shard) => [sealOf(shard), shard])).values()].toReversed();
}

/** The certificate holds the digests of everything else. */
function sealOf({ folder }: ShardRun): string {
  return sha256(folder.get(runFiles.certificate) ?? '');
}

function twins(shards: readonly ShardRun[]): string[] {
  return shards.flatMap((one, index) => {
    const { number, of } = one.shard;
    if (number > of) return [`${one.file} is shard ${number} of ${of}`];
    const other = shards.slice(0, index).find(({ shard }) => shard.number === number);
    return other === undefined
      ? []
      : [`shard ${number} is in ${other.file} and in ${one.file}, with different answers; keep the one that counts`];
  });
}

function timeProblems(shards: readonly ShardRun[]): string[] {
  if (spanOf(shards.map(({ results }) => results)).milliseconds <= longest) return [];
  const told = shards.map(({ file, results }) => `${file} at ${sanitise(results.startedAt, 40)}`);
  return [`the shards were not run within a day: ${told.join(', ')}`];
}

/** Every case is selected, and in one shard; if all shards are there, none is left over. */
function caseProblems(shards: readonly ShardRun[]): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const { file, shard, results } of shards) {
    const selected = new Set(shard.selected);
    const strange = results.cases.map(({ id }) => id).filter((id) => !selected.has(id));
    const twice = results.cases.map(({ id }) => id).filter((id) => seen.has(id));
    if (strange.length > 0) problems.push(`${file} has ${listed(strange)}, which its run did not select`);
    const [common] = twice;
    if (common !== undefined) problems.push(`${file} has ${listed(twice)}, and so has ${seen.get(common)}`);
    for (const { id } of results.cases) seen.set(id, file);
  }
  const left = (shards[0]?.shard.selected ?? []).filter((id) => !seen.has(id));
  if (left.length > 0 && missingOf(shards).length === 0)
    problems.push(`no shard has ${listed(left)}, and none is missing`);
  return problems;
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, shownCases).map((id) => sanitise(id, 80));
  return [...shown, ...(ids.length > shownCases ? [`${ids.length - shownCases} more cases`] : [])].join(', ');
}

/** The numbers of the shards that are not there. */
function missingOf(shards: readonly ShardRun[]): number[] {
  const there = new Set(shards.map(({ shard }) => shard.number));
  return Array.from({ length: shards[0]?.shard.of ?? 0 }, (_, index) => index + 1).filter((one) => !there.has(one));
}

function resultsOf(shards: readonly ShardRun[], { results, certificate, whole, shard }: ShardRun): Results {
  const { suite, contracts, target, levels, settings, command } = results;
  const span = spanOf(shards.map((one) => one.results));
  const info = {
    suite,
    contracts,
    target,
    levels,
    ...(settings === undefined ? {} : { settings }),
    ...(command === undefined ? {} : { command }),
    shards: shards.map(mergedShard),
    ...span,
  };
  const parts = shards.map((one) => factsOf(one.results, one.reports));
  const selected = new Set(shard.selected);
  const signal = shards.map((one) => one.results.interrupted?.signal).find((one) => one !== undefined);
  return buildResults(
    whole.filter(({ documented }) => selected.has(documented.id)),
    new Map(parts.flatMap(({ reports }) => [...reports])),
    new Map([...notRun(shards), ...parts.flatMap(({ problems }) => [...problems])]),
    {
      ...(signal === undefined ? {} : { signal }),
      reviews: reviewsOf(certificate.deviations, span.startedAt.slice(0, 10)),
      troubles: shards.flatMap((one) =>
        (one.results.troubles ?? []).map((trouble) => `shard ${one.shard.number}: ${trouble}`),
      ),
    },
    info,
    new Map(parts.flatMap(({ times }) => [...times])),
  );
}

/** Why the selected cases that no shard has were not run. */
function notRun(shards: readonly ShardRun[]): Map<string, Omission> {
  const missing = missingOf(shards);
  const cause = { by: 'shard', missing, of: shards[0]?.shard.of ?? 0 } as const;
  const there = new Set(shards.flatMap(({ results }) => results.cases.map(({ id }) => id)));
  const left = (shards[0]?.shard.selected ?? []).filter((id) => !there.has(id));
  return new Map(left.map((id) => [id, { cause, what: describeMissing(cause) }]));
}

function mergedShard({ shard, results }: ShardRun): MergedShard {
  const { run = '', startedAt, milliseconds } = results;
  return { number: shard.number, of: shard.of, run, startedAt, milliseconds };
}

function evidenceOf(shards: readonly ShardRun[]): Map<string, Buffer> {
  return new Map(
    shards.flatMap(({ folder, results }) =>
      results.cases.flatMap(({ id }) => {
        const bytes = folder.get(evidenceFile(id));
        return bytes ? [[id, bytes] as const] : [];
      }),
    ),
  );
}
