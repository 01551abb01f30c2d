import { ledgerFolder } from '../../run/runName.ts';
import { readLedgers } from '../../safety/ledger/files.ts';
import type { Interruption } from '../process/interruption.ts';
import type { RunLock } from '../process/runLock.ts';
import { deleteLeaks } from './leaks.ts';
import { type Leftovers, leftoversIn } from './leftovers.ts';
import { runPlaywright } from './playwright.ts';
import { RunConsole } from './runConsole.ts';

/** What is run, and by what it is watched. */
export interface RunOrder {
  /** The command, for what it says. */
  readonly name: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly interruption: Interruption;
  readonly lock: RunLock;
  /** The name of the run in its ledgers, if it can have any. */
  readonly run?: string;
  /** What no report and no line may hold. */
  readonly secrets?: () => readonly string[];
}

/**
 * Has Playwright run cases or merge shards, and says what that came to. What is said comes from here alone, after all of it was
 * looked at; the exit code follows from the results, for Playwright's own is green where nothing was run.
 */
export async function judgedRun(order: RunOrder): Promise<number> {
  const { name, args, environment = {}, interruption, lock, run, secrets = () => [] } = order;
  const console = new RunConsole(name, process);
  const leftovers = (): Leftovers => (run === undefined ? {} : leftoversIn(readLedgers(ledgerFolder, run), run));
  const end = await runPlaywright(args, {
    environment,
    interruption,
    hear: (told) => console.hear(told),
    onStart: (pid) => lock.share(pid),
    onHurry: () => {
      const { left } = leftovers();
      if (left !== undefined) process.stderr.write(`${name}: ${left}\n`);
    },
  });
  return console.conclude({
    ...end,
    ...(interruption.signal && { signal: interruption.signal }),
    ...leftovers(),
    leaksIn: (texts) => deleteLeaks(secrets(), texts),
  });
}
