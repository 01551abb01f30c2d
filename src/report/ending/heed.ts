import { type EndingSignal, endingSignals, signalCodes } from './ending.ts';
import { isListenedTo, listeningVariable } from './told.ts';

/** How long a process that was told to stop may take, in milliseconds, if nobody is left to end it. */
const mostAfterStop = 120_000;

/** What ended a run, for whoever judges it. */
export interface Heeded {
  /** The signal that ended it; undefined while none did. */
  readonly signal: () => EndingSignal | undefined;
  /** Whether the command that listened is gone. */
  readonly isAlone: () => boolean;
  /** Stops once more, for whom has begun to heed it only now. */
  readonly again: () => void;
}

/**
 * Has Playwright, started by a command, stop when the command says so or is gone, and on every signal that ends one: Playwright
 * itself knows SIGINT alone, and dies of the others with its workers at work. A worker stops when Playwright tells it, and not
 * before: what it made it removes.
 */
export function heedCommand(runner: NodeJS.Process): Heeded {
  let first: EndingSignal | undefined;
  let isAlone = false;
  const heeded = {
    signal: () => first,
    isAlone: () => isAlone,
    again: () => {
      if (first !== undefined) runner.emit('SIGINT', 'SIGINT');
    },
  };
  if (!runner.env[listeningVariable]) return heeded;
  const others = endingSignals.filter((signal) => signal !== 'SIGINT');
  if (runner.env['TEST_WORKER_INDEX'] !== undefined) {
    for (const signal of others) runner.on(signal, () => undefined);
    return heeded;
  }
  if (!isListenedTo(runner)) return heeded;
  const stop = (signal: EndingSignal): void => {
    if (first !== undefined) return;
    first = signal;
    setTimeout(() => runner.exit(signalCodes[signal]), mostAfterStop).unref();
    heeded.again();
  };
  runner.on('SIGINT', () => {
    first ??= 'SIGINT';
  });
  for (const signal of others) runner.on(signal, () => stop(signal));
  runner.on('message', (message) => {
    const told = message as { readonly stop?: EndingSignal };
    if (told.stop !== undefined) stop(told.stop);
  });
  const goOnAlone = (): void => {
    isAlone = true;
    stop('SIGHUP');
  };
  if (runner.connected) runner.on('disconnect', goOnAlone);
  else goOnAlone();
  runner.channel?.unref();
  return heeded;
}
