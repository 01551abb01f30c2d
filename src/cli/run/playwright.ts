import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interruptionTime } from '../../arrange/session.ts';
import { suiteRoot } from '../../files/root.ts';
import type { EndingSignal } from '../../report/ending/ending.ts';
import { listeningVariable, type Told } from '../../report/ending/told.ts';
import type { Interruption } from '../process/interruption.ts';
import { killTree } from '../process/processTree.ts';

/** How long an interrupted run may take to remove what it made and to end, in milliseconds; then its processes are ended. */
const mostAfterSignal = interruptionTime + 30_000;

/** How much of what Playwright itself printed is kept. */
const mostPrinted = 64 * 1024;

/** Where Playwright is run: in this terminal, or unseen, with what it says for the command that runs it. */
export interface PlaywrightOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly interruption: Interruption;
  /** Hears what a run says; without it Playwright prints to this terminal itself. */
  readonly hear?: (told: Told) => void;
  /** Told of the process. */
  readonly onStart?: (pid: number) => void;
  /** Told that the run is ended at once, because somebody did not wait. */
  readonly onHurry?: () => void;
}

/** How Playwright ended, by its exit code or the signal that ended it, and the end of what it printed unseen. */
export interface PlaywrightEnd {
  readonly ended: number | string;
  readonly printed: string;
}

/** Runs a command of Playwright's; a signal to this command ends it in good order, and after a time at any rate. */
export function runPlaywright(args: readonly string[], options: PlaywrightOptions): Promise<PlaywrightEnd> {
  const { interruption, hear, onStart, onHurry } = options;
  const child = start(args, options);
  const killAll = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killTree(child.pid);
  };
  let timer: NodeJS.Timeout | undefined;
  const heeding = {
    stop: (signal: EndingSignal): void => {
      timer = setTimeout(killAll, mostAfterSignal);
      tellToStop(child, signal);
    },
    hurry: (): void => {
      killAll();
      onHurry?.();
    },
  };
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-mostPrinted);
    });
  if (hear) child.on('message', (told) => hear(told as Told));
  if (child.pid !== undefined) onStart?.(child.pid);
  return interruption.heed(
    heeding,
    () =>
      new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code, signal) => {
          clearTimeout(timer);
          resolve({ ended: code ?? signal ?? 'no exit code', printed });
        });
      }),
  );
}

function start(args: readonly string[], { environment = {}, hear }: PlaywrightOptions): ChildProcess {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test')), 'cli.js');
  const [command = '', ...rest] = args;
  const output = hear ? 'pipe' : 'inherit';
  return spawn(process.execPath, [cli, command, '-c', configuration(), ...rest], {
    stdio: ['inherit', output, output, 'ipc'],
    env: { ...process.env, ...environment, [listeningVariable]: String(process.pid) },
  });
}

/** The process hears of the signal here alone, once and by its name, whatever the terminal sent to it besides. */
function tellToStop(child: ChildProcess, signal: EndingSignal): void {
  if (child.connected) child.send({ stop: signal }, () => undefined);
  else child.kill('SIGINT');
}

/** The configuration of the suite: in the repository, or compiled in the package. */
function configuration(): string {
  const written = join(suiteRoot, 'playwright.config.ts');
  return existsSync(written) ? written : fileURLToPath(new URL('../../../playwright.config.js', import.meta.url));
}
