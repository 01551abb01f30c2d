import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteRoot } from '../contract/root.ts';
import { filesWithSecrets } from '../report/guard.ts';
import { decisionOf, type Results } from '../report/results.ts';
import type { Decision } from '../report/runReasons.ts';
import { exitCode } from './command.ts';
import { reports } from './reports.ts';
import { lockName } from './runLock.ts';

/** Runs a command of Playwright's in this terminal, passes SIGINT and SIGTERM on to it, and gives its exit code. */
export async function runPlaywright(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test')), 'cli.js');
  const [command = '', ...rest] = args;
  const child = spawn(process.execPath, [cli, command, '-c', configuration(), ...rest], {
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

/** The configuration of the suite: in the repository, or compiled in the package. */
function configuration(): string {
  const written = join(suiteRoot, 'playwright.config.ts');
  return existsSync(written) ? written : fileURLToPath(new URL('../../playwright.config.js', import.meta.url));
}

/** Searches all reports for secrets; where one is found all reports are deleted, and true is returned. */
export function deleteLeaks(command: string, secrets: readonly string[]): boolean {
  const leaks = existsSync(reports) ? filesWithSecrets(reports, secrets) : [];
  if (leaks.length === 0) return false;
  for (const name of readdirSync(reports))
    if (name !== 'ledger' && name !== lockName) rmSync(join(reports, name), { recursive: true, force: true });
  process.stderr.write(
    `${command}: a secret of the target was found in ${leaks.length} report files; all reports were deleted; please report this fault of the suite\n`,
  );
  return true;
}

/**
 * The exit code of a run by its results alone, for Playwright's own is green where nothing was run. `playwright` is how
 * Playwright ended.
 */
export function judgeRun(command: string, playwright: number): number {
  const file = join(reports, 'results.json');
  if (!existsSync(file)) {
    process.stderr.write(
      `${command}: the run ended (${playwright}) without ${file}; nothing is said about the target\n`,
    );
    return exitCode.ownError;
  }
  const results = readResults(file);
  if (!results) {
    process.stderr.write(`${command}: ${file} is no JSON; nothing is said about the target\n`);
    return exitCode.ownError;
  }
  const decision = decisionOf(results);
  return decision === 'conformant' && playwright !== 0 ? exitCode.ownError : codes[decision];
}

/** How a run ends by what it came to; one that a signal ended has the code of the signal. */
const codes: Readonly<Record<Decision, number>> = {
  conformant: exitCode.conformant,
  'not conformant': exitCode.notConformant,
  inconclusive: exitCode.inconclusive,
  incomplete: exitCode.ownError,
  error: exitCode.ownError,
  interrupted: 130,
};

function readResults(file: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}
