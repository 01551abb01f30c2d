import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { authorize } from '../credential/authorization.ts';
import type { Fate } from '../evidence/leftover.ts';
import { announceSignIn } from '../report/console/signInPrompt.ts';
import { signalCodes } from '../report/ending/ending.ts';
import { preflight } from '../run/preflight.ts';
import { ledgerFolder, targetDigest } from '../run/runName.ts';
import { type Suite, settledSuite } from '../run/suite.ts';
import { surveyRun } from '../run/survey.ts';
import { isAlive } from '../safety/ledger/alive.ts';
import { type LeftLedger, readLedgers } from '../safety/ledger/files.ts';
import type { Balance } from '../safety/ledger/line.ts';
import { type Found, findLeftovers, removeLeftover, SweepError } from '../safety/sweep.ts';
import { onlyReads } from '../settings/credentialNames.ts';
import { given } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import { Client } from '../transport/client.ts';
import { createRedaction } from '../transport/redaction/redact.ts';
import type { Guard } from '../transport/sendGuard.ts';
import { Patience } from '../transport/time/patience.ts';
import { sanitise } from '../value/sanitise.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { prepareEnvironment } from './option/environment.ts';
import { UsageError } from './option/usageError.ts';
import { afterSending } from './process/afterSending.ts';
import type { Interruption } from './process/interruption.ts';
import { tell } from './process/tell.ts';

const command = {
  name: 'sweep',
  usage: '[--dry-run]; removes what killed runs left on a live target; --dry-run only says what that is',
  options: { 'dry-run': { type: 'boolean' } },
} as const;

type ReadLedger = Extract<LeftLedger, { readonly balance: Balance }>;

/** Lets through reads, and the removal of what was found to be left. */
class SweepGuard implements Guard {
  readonly #allowed = new Set<string>();

  allow({ path }: Found): void {
    this.#allowed.add(path);
  }

  refuse({ method, path }: { readonly method: string; readonly path: string }): string | undefined {
    return method === 'GET' || (method === 'DELETE' && this.#allowed.has(path))
      ? undefined
      : `${method} is not sent: a sweep only removes what it found`;
  }

  note(): void {}

  adopt(): void {}
}

/** Finds what runs left on the live target, and removes it unless it is only to be told. */
async function sweep(
  values: Values<typeof command>,
  _operands: readonly string[],
  interruption: Interruption,
): Promise<number> {
  const isDry = values['dry-run'] === true;
  prepareEnvironment((note) => tell('sweep', note));
  const suite = readLiveSuite();
  const { target, api, network } = suite;
  const authorization = await authorize(target, { environment: process.env, network, prompt: announceSignIn });
  const redact = createRedaction(authorization.secrets);
  const options = { baseUrl: target.baseUrl ?? '', limits: target.limits, redact, network };
  const found = await preflight({ ...options, authorization, kind: target.kind }, api.requests);
  if ('problem' in found) {
    say(found.problem);
    return exitCode.inconclusive;
  }
  const guard = new SweepGuard();
  const client = new Client({ ...options, baseUrl: found.baseUrl, token: authorization.token, isLive: true, guard });
  try {
    const { ended, broken } = endedRuns(suite);
    const key = target.live?.markKey ?? '';
    const ledgers = ended.map(({ balance }) => balance);
    const leftovers = await findLeftovers(client, api, { ledgers, key, now: found.now });
    if (isDry) {
      for (const { path, because } of leftovers) say(`${path} is to be removed: ${because}`);
      say(`${leftovers.length} entities are to be removed; nothing was`);
      return broken === 0 ? exitCode.conformant : exitCode.notConformant;
    }
    const window = target.convergence;
    const patience = new Patience({ window, total: 5 * window });
    const { kept, looked } = await interruption.heed({ stop: () => undefined }, () =>
      removeAll(client, guard, leftovers, patience, () => interruption.signal !== undefined),
    );
    if (interruption.signal) {
      say(
        `INTERRUPTED after ${looked} of ${leftovers.length} removals (${interruption.signal}); sweep again for the rest`,
      );
      return signalCodes[interruption.signal];
    }
    if (kept.length === 0) await afterSending(() => ended.forEach(({ file }) => void rmSync(file, { force: true })));
    const still = kept.filter((fate) => fate === 'not removed').length;
    const unseen = kept.length - still;
    const told = unseen === 0 ? '' : `, ${unseen} of which were not seen to be gone; sweep again to look for them`;
    say(`${leftovers.length} entities were left, ${leftovers.length - still} of them are removed${told}`);
    return broken === 0 && still === 0 ? exitCode.conformant : exitCode.notConformant;
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    say(`nothing more is removed, for the target could not be read: ${error.message}`);
    return exitCode.inconclusive;
  } finally {
    await client.close();
  }
}

/** What is told of each fate of a leftover. */
const fateText: Readonly<Record<Fate, string>> = {
  'not removed': 'is still there',
  'not seen gone': 'is removed, but was not seen to be gone',
};

/**
 * Removes leftovers one by one, and stops between two of them when told to; gives the fates of those that are not known to be
 * gone, and how many were dealt with.
 */
async function removeAll(
  client: Client,
  guard: SweepGuard,
  leftovers: readonly Found[],
  patience: Patience,
  isStopped: () => boolean,
): Promise<{ readonly kept: readonly Fate[]; readonly looked: number }> {
  const kept: Fate[] = [];
  let looked = 0;
  for (const leftover of leftovers) {
    if (isStopped()) break;
    guard.allow(leftover);
    const found = await removeLeftover(client, leftover, patience);
    if (found) kept.push(found.fate);
    looked += 1;
    const { path, because } = leftover;
    say(found ? `${path} ${fateText[found.fate]}: ${found.answers}` : `${path} is removed: ${because}`);
  }
  return { kept, looked };
}

/**
 * The ledgers of runs on this target that have ended, and how many cannot be read; one whose process still runs is left alone.
 */
function endedRuns({ target }: Suite): { readonly ended: readonly ReadLedger[]; readonly broken: number } {
  const digest = targetDigest(target, given(settings.tenant, process.env));
  const ended: ReadLedger[] = [];
  let broken = 0;
  for (const ledger of readLedgers(ledgerFolder)) {
    if ('problem' in ledger) {
      broken += 1;
      say(
        `${ledger.file}: ${ledger.problem}; what it was about is found by its mark alone; delete it when nothing is left`,
      );
    } else if (ledger.balance.begin.target !== digest) continue;
    else if (!isRunning(ledger.balance)) ended.push(ledger);
    else {
      const { run, pid } = ledger.balance.begin;
      say(`run ${run} still runs (process ${pid}); what it made is left alone`);
    }
  }
  return { ended, broken };
}

function isRunning({ begin }: Balance): boolean {
  return begin.host === hostname() && isAlive(begin.pid);
}

function readLiveSuite(): Suite {
  const survey = surveyRun(process.env, Date.now(), process.execArgv);
  const target = survey.suite?.target;
  if (target && !target.live) throw new UsageError(`GRAPH_TARGET is "${target.kind}"; only a live target is swept`);
  if (onlyReads(target?.live?.credential))
    throw new UsageError('GRAPH_CREDENTIAL=token only reads, so nothing may be removed; sweep with another credential');
  if (target?.writes === 'none')
    throw new UsageError(
      'GRAPH_WRITES is none, so nothing may be removed; set it to own or dedicated, as it was when the run was killed',
    );
  return settledSuite(survey);
}

function say(text: string): void {
  process.stdout.write(`sweep: ${sanitise(text)}\n`);
}

await runCommand(command, sweep);
