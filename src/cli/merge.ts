import { join } from 'node:path';
import { certificateOf } from '../report/certificate/certificate.ts';
import { runFiles } from '../report/certificate/certificateFiles.ts';
import { EvidenceFolder } from '../report/certificate/evidenceFolder.ts';
import { judgementOf } from '../report/ending/judgement.ts';
import { missingUnless, resultsText, writeReports } from '../report/ending/reportFiles.ts';
import { tokenBeginnings } from '../report/guard/guard.ts';
import { type Merged, mergeShards, ShardError } from '../report/merge/mergeShards.ts';
import type { ShardRun } from '../report/merge/shardRun.ts';
import { sha256 } from '../report/text/sha256.ts';
import type { Verifier } from '../report/verify/readRun.ts';
import { verify } from '../report/verify/verify.ts';
import type { RunFolder } from '../report/verify/verifyEvidence.ts';
import { sanitise } from '../value/sanitise.ts';
import { runCommand } from './command.ts';
import { prepareEnvironment } from './option/environment.ts';
import { UsageError } from './option/usageError.ts';
import type { Interruption } from './process/interruption.ts';
import { tell } from './process/tell.ts';
import { resultsBefore } from './run/before.ts';
import { shardsIn } from './run/blobs.ts';
import { deleteLeaks } from './run/leaks.ts';
import { lockReports, reports } from './run/reports.ts';
import { RunConsole } from './run/runConsole.ts';
import { verifier } from './run/runFolder.ts';

const mostProblems = 20;

/** Verifies the shards of a run, which left their archives in one folder, merges them, and judges them as one run. */
async function merge(folder: string, interruption: Interruption): Promise<number> {
  prepareEnvironment((note) => tell('merge', note));
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
