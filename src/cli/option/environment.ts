import { onlyVariable } from '../../plan/selector.ts';
import { loadEnvironment } from '../../settings/file/environment.ts';
import { UsageError } from './usageError.ts';

/**
 * Reads the file of settings into the environment of a command. Throws `UsageError` for what only the suite itself says to
 * its processes: inherited from a shell or written in the file, it would make a run another one than its arguments say. `note` is
 * told what a person should know of the file.
 */
export function prepareEnvironment(note: (text: string) => void): void {
  for (const text of loadEnvironment()) note(text);
  const inherited = Object.keys(process.env).find((name) => name.startsWith('GPCONF_') && process.env[name]);
  if (inherited === undefined) return;
  const instead = inherited === onlyVariable ? ', and choose cases by --only' : '';
  throw new UsageError(
    `${inherited} is set, which only the suite itself sets, for its own processes; unset it${instead}`,
  );
}
