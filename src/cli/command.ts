import { SettingError } from '../graph/settings.ts';

/** How every command of the suite ends. */
export const exitCode = {
  conformant: 0,
  notConformant: 1,
  inconclusive: 2,
  ownError: 3,
  usage: 64,
} as const;

/** Wrong usage: the message says what was found, what was expected, and what to do. */
export class UsageError extends Error {}

/** Runs a command: its result becomes the exit code; wrong usage is one sentence, any other error is the suite's own fault. */
export async function runCommand(name: string, command: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    const usage =
      error instanceof UsageError ||
      error instanceof SettingError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const text = error instanceof Error ? (usage ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${name}: ${text}\n`);
    process.exitCode = usage ? exitCode.usage : exitCode.ownError;
  }
}
