import { randomBytes } from 'node:crypto';
import { type Authorization, authorize } from '../../credential/authorization.ts';
import { endsBefore } from '../../credential/setToken.ts';
import { type DryRun, describeDryRun, requestsIn } from '../../report/console/dryRun.ts';
import { describeNeeds } from '../../report/console/needs.ts';
import { announceSignIn } from '../../report/console/signInPrompt.ts';
import { exitCode, leaksWords, signalCodes } from '../../report/ending/ending.ts';
import { tokenBeginnings } from '../../report/guard/guard.ts';
import { startedAs } from '../../report/playwright/startedAs.ts';
import { type Preflight, preflight } from '../../run/preflight.ts';
import { newRun, runVariable } from '../../run/runName.ts';
import { dayOf, dayVariable, listedSuite, type Suite, settledSuite } from '../../run/suite.ts';
import { type RunSurvey, surveyRun } from '../../run/survey.ts';
import { onlyReads } from '../../settings/credentialNames.ts';
import { embeddedToken } from '../../settings/target.ts';
import { createRedaction } from '../../transport/redaction/redact.ts';
import { isTelling } from '../../transport/redaction/telling.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { Values } from '../option/arguments.ts';
import { prepareEnvironment } from '../option/environment.ts';
import { forwarded, type runOptions } from '../option/runOptions.ts';
import { afterSending } from '../process/afterSending.ts';
import type { Interruption } from '../process/interruption.ts';
import type { RunLock } from '../process/runLock.ts';
import { tell } from '../process/tell.ts';
import { checkTemporary } from '../process/temporary.ts';
import { choose } from './caseSelection.ts';
import { rehearseRun } from './dryRun.ts';
import { judgedRun } from './judgedRun.ts';
import { deleteLeaks } from './leaks.ts';
import { runPlaywright } from './playwright.ts';
import { clearReports, lockReports } from './reports.ts';
import { tellUnjudged } from './unjudged.ts';

/** What a run is asked for. */
type Asked = Values<{ readonly name: string; readonly usage: string; readonly options: typeof runOptions }>;

/**
 * Runs the documented requests that are asked for against the target and judges them; `--list` prints them, and `--dry-run`
 * says what would be sent; with these and UI mode the results of the last run stay. The exit code is decided here, from the results alone: Playwright's own is green where nothing was
 * run. `name` is that of the command, for what it says.
 */
export async function conformance(name: string, asked: Asked, interruption: Interruption): Promise<number> {
  const playwright = forwarded(asked);
  prepareEnvironment((note) => tell(name, note));
  const survey = surveyRun(process.env, Date.now(), process.execArgv);
  if (asked['dry-run']) return dryRun(name, asked, survey);
  const whole = asked.list ? listedSuite(survey) : settledSuite(survey);
  for (const note of survey.notes) tell(name, note);
  const { plan, environment: chosen, empty } = choose(asked, whole.plan);
  const suite = { ...whole, plan };
  if (empty !== undefined) tell(name, empty);
  checkTemporary();
  if (asked.list) {
    if (empty !== undefined) return exitCode.inconclusive;
    const args = ['test', '--list', '--reporter=list', ...playwright];
    const { ended } = await runPlaywright(args, { environment: chosen, interruption });
    return interruptedCode(name, interruption) ?? (ended === 0 ? exitCode.conformant : exitCode.ownError);
  }
  if (onlyReads(suite.target.live?.credential)) tellShortToken(name, asked, suite, await rehearseRun(suite));
  const isAttended = startedAs(['test', ...playwright]) === 'attended';
  const lock = isAttended ? undefined : lockReports(name);
  try {
    return await afterSending(() => run(name, { suite, playwright, chosen, interruption, ...(lock && { lock }) }));
  } finally {
    lock?.release();
  }
}

/** What is run, and how. */
interface Order {
  readonly suite: Suite;
  readonly playwright: readonly string[];
  readonly chosen: Readonly<Record<string, string>>;
  readonly interruption: Interruption;
  /** The lock of the reports; nothing is written to them in UI mode. */
  readonly lock?: RunLock;
}

/** Runs cases, and judges the run. */
async function run(name: string, { suite, playwright, chosen, interruption, lock }: Order): Promise<number> {
  const isEmbedded = suite.target.kind === 'embedded';
  const token = randomBytes(24).toString('base64url');
  const authorization = isEmbedded ? undefined : await authorizationOf(suite, name);
  if (lock) clearReports();
  const started = new Date();
  const found = authorization && (await lookAt(suite, authorization));
  if (found && 'problem' in found) {
    for (const line of found.problem.split('\n')) tell(name, line);
    const isTold =
      lock === undefined || tellUnjudged(name, suite, { reason: sanitise(found.problem), class: found.class }, started);
    const leaks = deleteLeaks(authorization?.secrets() ?? []);
    if (leaks > 0) tell(name, leaksWords(leaks));
    return isTold && leaks === 0 ? exitCode.inconclusive : exitCode.ownError;
  }
  const id = newRun();
  const environment = {
    [runVariable]: id,
    [dayVariable]: dayOf(process.env),
    ...chosen,
    ...(isEmbedded ? { [embeddedToken]: token } : {}),
  };
  const args = ['test', '--pass-with-no-tests', ...playwright];
  const tokens = suite.target.kind === 'live' ? tokenBeginnings : [];
  const secrets = (): string[] => [...[token, ...(authorization?.secrets() ?? [])].filter(isTelling), ...tokens];
  if (lock) return judgedRun({ name, args, environment, interruption, lock, run: id, secrets });
  const { ended } = await runPlaywright(args, { environment, interruption });
  deleteLeaks(secrets());
  return withoutVerdict(name, ended, interruption);
}

/** Says what a run would send, and what it needs besides what is set. */
async function dryRun(name: string, asked: Asked, { suite, problems, notes }: RunSurvey): Promise<number> {
  const isWrong = problems.some(({ kind }) => kind === 'wrong');
  let isEmpty = false;
  if (suite) {
    for (const note of notes) tell(name, note);
    const { plan, empty } = choose(asked, suite.plan);
    if (empty !== undefined) tell(name, empty);
    isEmpty = empty !== undefined;
    const rehearsal = await rehearseRun({ ...suite, plan });
    process.stdout.write(describeDryRun(rehearsal));
    if (!isWrong) tellShortToken(name, asked, suite, rehearsal);
  }
  if (suite?.target.live || problems.length > 0) process.stdout.write(describeNeeds(problems));
  if (isWrong) return exitCode.usage;
  return isEmpty ? exitCode.inconclusive : exitCode.conformant;
}

/** Says so if the token that a person set will not last until the run, or its shard, is over. */
function tellShortToken(name: string, { shard = '1/1' }: Asked, { target }: Suite, rehearsal: DryRun): void {
  const requests = requestsIn(rehearsal) / Number(shard.split('/')[1]);
  const note = target.live && endsBefore(target.live, process.env, requests, Date.now());
  if (note !== undefined) tell(name, note);
}

function authorizationOf({ target, network }: Suite, name: string): Promise<Authorization> {
  return authorize(target, {
    environment: process.env,
    prompt: announceSignIn,
    note: (text) => tell(name, text),
    network,
  });
}

/** Looks whether a run makes sense, before the first case. */
function lookAt({ target, api, network, capable }: Suite, authorization: Authorization): Promise<Preflight> {
  const { kind, baseUrl = '', limits, ready } = target;
  const redact = createRedaction(authorization.secrets);
  const options = { baseUrl, limits, redact, authorization, kind, network, ready };
  return preflight(options, api.requests, capable?.paths());
}

/** The exit code of UI mode, which judges each case as it is run and never a run as a whole. */
function withoutVerdict(name: string, playwright: number | string, { signal }: Interruption): number {
  process.stderr.write(`${name}: UI mode gives no verdict of a run; the same command without --ui does\n`);
  if (signal) return signalCodes[signal];
  return playwright === 0 ? exitCode.inconclusive : exitCode.ownError;
}

/** The exit code of what a signal ended, which is told; undefined if none did. */
function interruptedCode(name: string, { signal }: Interruption): number | undefined {
  if (!signal) return undefined;
  process.stderr.write(`${name}: INTERRUPTED (${signal})\n`);
  return signalCodes[signal];
}
