import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Authorization, authorize } from '../graph/authorization.ts';
import { isSettled, readLedgers } from '../graph/ledger/files.ts';
import { preflight } from '../graph/preflight.ts';
import { createRedaction } from '../graph/redact.ts';
import { ledgerFolder, newRun, runVariable } from '../graph/run.ts';
import { SettingError } from '../graph/setting.ts';
import { readSuite, type Suite } from '../graph/suite.ts';
import { embeddedToken } from '../graph/target.ts';
import { unreadNotes } from '../graph/unread.ts';
import { tokenBeginnings } from '../report/guard.ts';
import { sanitise } from '../report/sanitise.ts';
import { announceSignIn } from '../report/signIn.ts';
import { startedAs } from '../report/startedAs.ts';
import { choose } from './choice.ts';
import { exitCode, UsageError } from './command.ts';
import { dryRun } from './dryRun.ts';
import { prepareEnvironment } from './environment.ts';
import { deleteLeaks, judgeRun, reports, runPlaywright } from './playwright.ts';

/** What outlives a run: the history by which Allure shows trends, what the benchmark and the proof found. */
const kept = new Set(['history.jsonl', 'bench.json', 'matrix.json', 'ledger']);

/**
 * Runs the documented requests against the target and judges them. Arguments are Playwright's (`--grep`, `--shard`, …);
 * `--only` and `--last-failed` choose cases (`choice.ts`), `--dry-run` only says what would be sent. A list and UI mode
 * leave the results of the last run as they are.
 * The exit code is decided here, from the results alone: Playwright's own is green where nothing was run. `name` is that of
 * the command, for what it says.
 */
export async function conformance(name: string, args: readonly string[]): Promise<number> {
  prepareEnvironment();
  const whole = await orExplain(() => readSuite(process.env));
  for (const note of unreadNotes(process.env)) process.stderr.write(`${name}: ${sanitise(note)}\n`);
  const { plan, rest, environment: chosen } = choose(args, whole.plan);
  const suite = { ...whole, plan };
  if (args.includes('--dry-run')) {
    process.stdout.write(await dryRun(suite, selectionOf(rest)));
    return exitCode.conformant;
  }
  const started = startedAs(['test', ...rest]);
  const listing = started === 'list';
  const isEmbedded = suite.target.kind === 'embedded';
  const token = randomBytes(24).toString('base64url');
  const authorization = isEmbedded || listing ? undefined : await orExplain(() => authorizationOf(suite, name));
  if (started === 'run') clear();
  const problem = authorization && (await lookAt(suite, authorization));
  if (problem !== undefined) {
    for (const line of problem.split('\n')) process.stderr.write(`${name}: ${sanitise(line)}\n`);
    return exitCode.inconclusive;
  }
  const run = newRun();
  const environment = { [runVariable]: run, ...chosen, ...(isEmbedded ? { [embeddedToken]: token } : {}) };
  const ended = await runPlaywright(['test', ...rest, ...(listing ? ['--reporter=list'] : [])], environment);
  const tokens = suite.target.kind === 'live' ? tokenBeginnings : [];
  if (deleteLeaks(name, [token, ...(authorization?.secrets() ?? []), ...tokens])) return exitCode.ownError;
  if (listing) return ended;
  const code = started === 'run' ? judgeRun(name, ended) : withoutVerdict(name, ended);
  const isLeft = tellLeftovers(run, name);
  return isLeft && code === exitCode.conformant ? exitCode.inconclusive : code;
}

/** What `--grep` selects, as far as a dry run has to know. */
function selectionOf(args: readonly string[]): RegExp {
  const { values } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean' }, grep: { type: 'string', short: 'g' } },
  });
  return new RegExp(values.grep ?? '', 'i');
}

async function orExplain<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SettingError) throw new UsageError(error.message);
    throw error;
  }
}

function authorizationOf({ target, network }: Suite, name: string): Promise<Authorization> {
  return authorize(target, {
    environment: process.env,
    prompt: announceSignIn,
    note: (text) => process.stderr.write(`${name}: ${text}\n`),
    network,
  });
}

/** Why no run makes sense, seen before the first case; undefined where one does. */
async function lookAt(
  { target, api, network, capable }: Suite,
  authorization: Authorization,
): Promise<string | undefined> {
  const { kind, baseUrl = '', limits, ready } = target;
  const redact = createRedaction(authorization.secrets);
  const options = { baseUrl, limits, redact, authorization, kind, network, ready };
  const found = await preflight(options, api.requests, capable?.paths());
  return 'problem' in found ? found.problem : undefined;
}

/** The exit code of UI mode, which judges each case as it is run and never a run as a whole. */
function withoutVerdict(name: string, playwright: number): number {
  process.stderr.write(`${name}: UI mode gives no verdict of a run; the same command without --ui does\n`);
  return playwright === 0 ? exitCode.inconclusive : playwright;
}

/** Says what the ledgers of a run hold that is still there. */
function tellLeftovers(run: string, name: string): boolean {
  const left = readLedgers(ledgerFolder).filter(({ balance }) => balance?.begin.run === run && !isSettled(balance));
  if (left.length === 0) return false;
  const made = left.reduce((sum, { balance }) => sum + (balance?.made.length ?? 0), 0);
  process.stderr.write(
    `${name}: ${made} entities that the run made, and whatever came of creates without an answer, may still be there; npm run sweep removes them (run ${run})\n`,
  );
  return true;
}

function clear(): void {
  mkdirSync(reports, { recursive: true });
  for (const name of readdirSync(reports))
    if (!kept.has(name)) rmSync(join(reports, name), { recursive: true, force: true });
}
