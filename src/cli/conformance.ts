import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { config as loadEnvironment } from 'dotenv';
import { preflight } from '../graph/preflight.ts';
import { createRedaction } from '../graph/redact.ts';
import { SettingError } from '../graph/settings.ts';
import { readSuite, type Suite } from '../graph/suite.ts';
import { embeddedToken } from '../graph/target.ts';
import { filesWithSecrets } from '../report/guard.ts';
import type { Results } from '../report/results.ts';
import { exitCode, runCommand, UsageError } from './command.ts';

const reports = 'reports';
/** What outlives a run: the history by which Allure shows trends, and what the benchmark found. */
const kept = new Set(['history.jsonl', 'bench.json']);

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
  clear();
  const token = suite.target.token ?? randomBytes(24).toString('base64url');
  const ended = await runPlaywright(args, suite.target.kind === 'embedded' ? { [embeddedToken]: token } : {});
  const leaks = filesWithSecrets(reports, [token]);
  if (leaks.length > 0) {
    rmSync(reports, { recursive: true, force: true });
    process.stderr.write(
      `conformance: the target's token was found in ${leaks.length} report files; all reports were deleted; please report this fault of the suite\n`,
    );
    return exitCode.ownError;
  }
  return args.includes('--list') ? ended : judgeRun(ended);
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

async function runPlaywright(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test')), 'cli.js');
  const listing = args.includes('--list') ? ['--reporter=list'] : [];
  const child = spawn(process.execPath, [cli, 'test', ...args, ...listing], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

function judgeRun(playwright: number): number {
  const file = join(reports, 'results.json');
  if (!existsSync(file)) {
    process.stderr.write(
      `conformance: the run ended (${playwright}) without ${file}; nothing is said about the target\n`,
    );
    return exitCode.ownError;
  }
  const { conformant, totals, plan } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  if (conformant && playwright === 0) return exitCode.conformant;
  if (totals.claims.fail + totals.claims.healed > 0) return exitCode.notConformant;
  if (totals.claims.error > 0 || (conformant && plan.cases > 0)) return exitCode.ownError;
  return exitCode.inconclusive;
}

await runCommand('conformance', conformance);
