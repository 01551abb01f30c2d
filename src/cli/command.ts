import { setImmediate as turn } from 'node:timers/promises';
import { secretsIn } from '../credential/secrets.ts';
import { outliveReaders } from '../report/console/closedOutput.ts';
import { endingSignals, exitCode } from '../report/ending/ending.ts';
import { Guard, tokenBeginnings } from '../report/guard/guard.ts';
import { guardOutput } from '../report/guard/guardedOutput.ts';
import { SettingError } from '../settings/setting.ts';
import { sanitise } from '../value/sanitise.ts';
import { npmLinesAbove } from './npm/logs.ts';
import { namesConfigured } from './npm/rc.ts';
import { swallowedBy, untraced } from './npm/swallowed.ts';
import { asksForHelp, type Command, readArguments, takesValue, type Values } from './option/arguments.ts';
import { linePastNpm, usageOf } from './option/usage.ts';
import { UsageError } from './option/usageError.ts';
import { LateFault } from './process/afterSending.ts';
import { Interruption } from './process/interruption.ts';
import { systemRefusal } from './process/systemRefusal.ts';
import { tell } from './process/tell.ts';

export { exitCode };

/** Runs a command with the arguments of this process; `--help` prints its usage. */
export function runCommand<const Given extends Command>(
  command: Given,
  run: (values: Values<Given>, operands: readonly string[], interruption: Interruption) => number | Promise<number>,
): Promise<void> {
  return conclude(command.name, (args, interruption) => {
    if (asksForHelp(command, args)) {
      process.stdout.write(`${usageOf(command)}\n`);
      return exitCode.conformant;
    }
    refuseSwallowed(command);
    const { values, operands } = readArguments(command, args);
    return run(values, operands, interruption);
  });
}

/** Throws `UsageError` if npm took options that were meant for a command, which would do without them what it was not to do. */
function refuseSwallowed(command: Command): void {
  const environment = process.env;
  const lines = npmLinesAbove(environment);
  const started = { environment, lines, configured: namesConfigured(environment, lines) };
  for (const name of untraced(command, started))
    tell(
      command.name,
      `npm keeps no log (logs-max is 0), so that --${name} before a lone -- leaves no trace; write ${linePastNpm(command.name, [`--${name} …`], environment)}`,
    );
  const swallowed = swallowedBy(command, started);
  if (swallowed.length === 0) return;
  const took = `npm took ${swallowed.map((name) => `--${name}`).join(' and ')} for itself, and nothing was done`;
  const { refused = {} } = command;
  const why = swallowed.flatMap((name) => (refused[name] ? [`--${name} is not taken: ${refused[name]}`] : []));
  if (why.length > 0) throw new UsageError([took, ...why].join('; '));
  const options = swallowed.map((name) => (takesValue(command, name) ? `--${name} …` : `--${name}`));
  throw new UsageError(`${took}; put -- before the options: ${linePastNpm(command.name, options, environment)}`);
}

/** Ends this process as what is run with its arguments: wrong usage, a wrong setting and a place that cannot be written to are one sentence, any other error is the suite's own fault. Nothing that holds a secret is printed. */
export async function conclude(
  name: string,
  run: (args: readonly string[], interruption: Interruption) => number | Promise<number>,
): Promise<void> {
  outliveReaders([process.stdout, process.stderr]);
  const guard = new Guard(() => [...secretsIn(process.env), ...tokenBeginnings]);
  for (const stream of [process.stdout, process.stderr]) guardOutput(stream, guard);
  const interruption = heedSignals(name);
  try {
    process.exitCode = await run(process.argv.slice(2), interruption);
    await turn();
  } catch (error) {
    const refused = systemRefusal(error);
    const isUsage = refused !== undefined || error instanceof UsageError || error instanceof SettingError;
    const whole =
      error instanceof Error
        ? isUsage || error instanceof LateFault
          ? error.message
          : (error.stack ?? error.message)
        : String(error);
    const text = refused ?? whole;
    const lines = error instanceof SettingError ? error.problems.map(({ sentence }) => sentence) : [text];
    for (const line of lines) process.stderr.write(`${name}: ${sanitise(line)}\n`);
    process.exitCode = isUsage ? exitCode.usage : exitCode.ownError;
  }
  if (guard.isTripped) process.exitCode = exitCode.ownError;
}

/** Has every signal that ends a command end this one in words, and with its code. */
function heedSignals(name: string): Interruption {
  const interruption = new Interruption({
    say: (text) => process.stderr.write(`${name}: ${text}\n`),
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  });
  for (const signal of endingSignals) process.on(signal, () => interruption.notice(signal));
  return interruption;
}
