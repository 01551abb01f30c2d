import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesWithSecrets, Guard } from '../../report/guard/guard.ts';
import { lockName } from '../process/runLock.ts';
import { reports } from './reports.ts';

/** What stays when all reports are deleted: it names what has to be removed from a tenant, and who is at work. */
const kept: ReadonlySet<string> = new Set(['ledger', lockName]);

/**
 * Looks for secrets in all reports and in texts that are to be printed; gives how many hold one. Then all reports are deleted.
 */
export function deleteLeaks(secrets: readonly string[], texts: readonly string[] = []): number {
  const guard = new Guard(() => secrets);
  const files = existsSync(reports) ? filesWithSecrets(reports, secrets) : [];
  const leaks = files.length + texts.filter((text) => guard.holds(text)).length;
  if (leaks === 0) return 0;
  for (const name of existsSync(reports) ? readdirSync(reports) : [])
    if (!kept.has(name)) rmSync(join(reports, name), { recursive: true, force: true });
  return leaks;
}
