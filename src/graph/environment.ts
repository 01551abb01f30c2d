import { config } from 'dotenv';
import { SettingError } from './setting.ts';

/** The variable that names another file than `.env` to read settings from. */
const fileVariable = 'ENV_FILE';

/**
 * Reads settings into the environment of this process from the file that `ENV_FILE` names, or from `.env` where there is one;
 * what the environment has already stays. Throws `SettingError` for a file that cannot be read, for its settings would be missing.
 */
export function loadEnvironment(): void {
  const named = process.env[fileVariable];
  const { error } = config({ path: named || '.env', quiet: true });
  if (!error) return;
  const { code } = error;
  if (!named && code === 'ENOENT') return;
  throw new SettingError(
    named
      ? `${fileVariable} is "${named}", which cannot be read (${code}); name a file of settings, or leave ${fileVariable} out`
      : `.env cannot be read (${code}); make it a file of settings that you may read, or remove it`,
  );
}
