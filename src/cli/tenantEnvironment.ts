import { existsSync, readFileSync } from 'node:fs';
import type { WriteMode } from '../settings/writeMode.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { writeGiven } from './option/fileOption.ts';
import { UsageError } from './option/usageError.ts';

/** The first line of the file, by which a later start knows that it may write the file again. */
const heading = '# Settings of a stand-in tenant, written by npm run tenant; they end with it.';

/** Nobody else may read the secrets in it. */
const ownerOnly = 0o600;

/** The settings of a run against a stand-in tenant, as a file for ENV_FILE. */
export function environmentText({ environment, id }: Pick<Tenant, 'environment' | 'id'>, writes: WriteMode): string {
  const settings = {
    ...environment,
    GRAPH_WRITES: writes,
    ...(writes === 'dedicated' ? { GRAPH_DEDICATED_TENANTS: id } : {}),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'`);
  return `${[heading, ...lines].join('\n')}\n`;
}

/** Writes the settings; throws `UsageError` rather than overwrite a file that somebody else wrote. */
export function writeEnvironmentFile(file: string, text: string): void {
  if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(heading))
    throw new UsageError(`${file} was not written by npm run tenant, and is left as it is; name another file in --env`);
  writeGiven(file, text, ownerOnly);
}
