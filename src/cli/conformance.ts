import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { config as loadEnvironment } from 'dotenv';
import { preflight } from '../graph/preflight.ts';
import { createRedaction } from '../graph/redact.ts';
import { SettingError } from '../graph/settings.ts';
import { readSuite, type Suite } from '../graph/suite.ts';
import { embeddedToken } from '../graph/target.ts';
import { exitCode, runCommand, UsageError } from './command.ts';
import { deleteLeaks, judgeRun, reports, runPlaywright } from './playwright.ts';

/** What outlives a run: the history by which Allure shows trends, what the benchmark and the proof found. */
const kept = new Set(['history.jsonl', 'bench.json', 'matrix.json']);

/**
 * Runs the documented requests against the target and judges them. Arguments are Playwright's (`--grep`, `--shard`, …).
 * The exit code is decided here, from the results alone: Playwright's own is green where nothing was run.
 */
async function conformance(args: string[]): Promise<number> {
  loadEnvironment({ path: process.env['ENV_FILE'] ?? '.env', quiet: true });
  const suite = readOrExplain();
  const problem = await lookAt(suite);
  if (problem !== undefined) {
    process.stderr.write(`conformance: ${problem}\n`);
    return exitCode.inconclusive;
  }
  const listing = args.includes('--list');
  if (!listing) clear();
  const token = suite.target.token ?? randomBytes(24).toString('base64url');
  const environment = suite.target.kind === 'embedded' ? { [embeddedToken]: token } : {};
  const ended = await runPlaywright(['test', ...args, ...(listing ? ['--reporter=list'] : [])], environment);
  if (deleteLeaks('conformance', [token])) return exitCode.ownError;
  return listing ? ended : judgeRun('conformance', ended);
}

function readOrExplain(): Suite {
  try {
    return readSuite(process.env);
  } catch (error) {
    if (error instanceof SettingError) throw new UsageError(error.message);
    throw error;
  }
}

/** Why no run makes sense, seen before the first case; undefined where one does. */
async function lookAt({ target, api }: Suite): Promise<string | undefined> {
  const { kind, baseUrl, token = '', limits } = target;
  if (kind !== 'mock' || baseUrl === undefined) return undefined;
  const found = await preflight(
    { baseUrl, token: () => Promise.resolve(token), limits, redact: createRedaction(() => [token]) },
    api.requests,
  );
  return 'problem' in found ? found.problem : undefined;
}

function clear(): void {
  mkdirSync(reports, { recursive: true });
  for (const name of readdirSync(reports))
    if (!kept.has(name)) rmSync(join(reports, name), { recursive: true, force: true });
}

await runCommand('conformance', conformance);
