import { join } from 'node:path';
import { certificateOf } from '../report/certificate.ts';
import { runFiles } from '../report/certificateFiles.ts';
import { EvidenceFolder } from '../report/evidenceFolder.ts';
import { tokenBeginnings } from '../report/guard.ts';
import { judgementOf } from '../report/judgement.ts';
import { type Merged, mergeShards, ShardError } from '../report/mergeShards.ts';
import type { Verifier } from '../report/readRun.ts';
import { missingUnless, resultsText, writeReports } from '../report/reportFiles.ts';
import { sanitise } from '../report/sanitise.ts';
import { sha256 } from '../report/sha256.ts';
import type { ShardRun } from '../report/shardRun.ts';
import { verify } from '../report/verify.ts';
import type { RunFolder } from '../report/verifyEvidence.ts';
import { resultsBefore } from './before.ts';
import { shardsIn } from './blobs.ts';
import { runCommand } from './command.ts';
import { prepareEnvironment } from './environment.ts';
import type { Interruption } from './interruption.ts';
import { deleteLeaks } from './leaks.ts';
import { lockReports, reports } from './reports.ts';
import { RunConsole } from './runConsole.ts';
import { verifier } from './runFolder.ts';
import { UsageError } from './usageError.ts';

const mostProblems = 20;

/** Verifies the shards of a run, which left their archives in one folder, merges them, and judges them as one run. */
async function merge(folder: string, interruption: Interruption): Promise<number> {
  prepareEnvironment();
  const ours = verifier();
  const shards = [...shardsIn(folder)].map(([file, files]) => shardOf(join(folder, file), files, ours));
  const merged = mergedOf(shards);
  const lock = lockReports('merge');
  try {
    return await told(merged, shards, ours, interruption);
  } finally {
    lock.release();
  }
}

/** A shard that was verified. Throws `UsageError` for one that does not hold, and for a run that is no shard. */
function shardOf(file: string, folder: RunFolder, ours: Verifier): ShardRun {
  const { problems, verified } = verify(folder, ours);
  if (problems.length > 0) throw refusal(problems.map((problem) => `${file}: ${problem}`));
  if (!verified) throw new UsageError(`${file} is of a run that was stopped before its first case; run it again`);
  const { shard } = verified.results;
  if (!shard) throw new UsageError(`${file} is of a run that was not split; run each part with --shard`);
  return { ...verified, file, folder, shard };
}

function mergedOf(shards: readonly ShardRun[]): Merged {
  try {
    return mergeShards(shards);
  } catch (error) {
    throw error instanceof ShardError ? refusal(error.problems) : error;
  }
}

function refusal(problems: readonly string[]): UsageError {
  const lines = problems.slice(0, mostProblems).map((problem) => sanitise(problem.replaceAll(/\s+/g, ' '), 500));
  const more = problems.length > mostProblems ? [`… and ${problems.length - mostProblems} more problems`] : [];
  return new UsageError([...lines, ...more, 'nothing was merged'].join('\n'));
}

/** Says what the merged run came to, writes everything that a run writes, and gives the exit code. */
async function told(
  { results, evidence }: Merged,
  [first]: readonly ShardRun[],
  { pages }: Verifier,
  { signal }: Interruption,
): Promise<number> {
  const console = new RunConsole('merge', process);
  const before = resultsBefore(process.env, (text) => process.stderr.write(`${text}\n`));
  if (!first) throw new Error('there is no shard to merge');
  const { policies, deviations } = first.certificate;
  console.hear({ is: 'judged', judgement: judgementOf(results, process.env, { before }) });
  const kept = new EvidenceFolder(reports);
  const missing = [
    ...missingUnless('reports/evidence', () => {
      kept.clear();
      for (const [id, bytes] of evidence) kept.add(id, bytes);
    }),
    ...writeReports(reports, results, () =>
      certificateOf(
        results,
        { rules: { policies, deviations }, planned: first.whole.length, pages },
        {
          results: { file: runFiles.results, sha256: sha256(resultsText(results)) },
          evidence: kept.of(results.cases.map(({ id }) => id)),
        },
      ),
    ),
  ];
  for (const one of missing) console.hear({ is: 'missing', ...one });
  console.hear({ is: 'written' });
  return console.conclude({
    ended: 0,
    printed: '',
    ...(signal && { signal }),
    leaksIn: (texts) => deleteLeaks(tokenBeginnings, texts),
  });
}

await runCommand(
  {
    name: 'merge',
    usage: '<folder that holds the report-….zip of every shard>',
    options: {},
    operands: { least: 1, most: 1 },
  },
  (_values, [folder = ''], interruption) => merge(folder, interruption),
);
