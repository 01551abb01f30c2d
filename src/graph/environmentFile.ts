import { statSync } from 'node:fs';
import { config } from 'dotenv';
import { SettingError } from './setting.ts';

/** Adds to the variables of this process what the file of settings says: that in ENV_FILE, or .env where there is one. Throws `SettingError`. */
export function loadEnvironmentFile(): void {
  const named = process.env['ENV_FILE'];
  if (named && !statSync(named, { throwIfNoEntry: false })?.isFile())
    throw new SettingError(`ENV_FILE is "${named}", which is no file; correct it, or unset it to read .env`);
  config({ path: named || '.env', quiet: true });
}
