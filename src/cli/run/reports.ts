import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../../files/ownFolder.ts';
import { refusal, statusOf } from '../../files/writeFile.ts';
import { runFiles } from '../../report/certificate/certificateFiles.ts';
import { orRefuse } from '../option/fileOption.ts';
import { lockFolder, type RunLock } from '../process/runLock.ts';

/** Where every run writes. */
export const reports = 'reports';

/**
 * What a run writes below `reports`, and the next one removes before it begins; what other commands wrote there, the history by
 * which Allure shows trends, and the ledgers stay.
 */
export const ownedByRun: readonly string[] = [
  ...Object.values(runFiles),
  'allure-results',
  'allure-report',
  'blob-report',
  'test-results',
];

/** What stays below `reports` whatever becomes of a run. */
const lasting = ['ledger'];

/** Locks the folder of reports for a command. Throws `UsageError` if it cannot be written to, or another run writes to it. */
export function lockReports(command: string): RunLock {
  orRefuse(reports, () => ownFolder(reports));
  const folders = lasting.map((name) => join(reports, name)).filter((folder) => statusOf(folder));
  for (const folder of folders) orRefuse(folder, () => ownFolder(folder));
  return orRefuse(reports, () => lockFolder(reports, command, new Date()));
}

/** Removes what the last run wrote. Throws `UsageError` for what cannot be removed. */
export function clearReports(): void {
  for (const name of ownedByRun)
    orRefuse(join(reports, name), () => {
      try {
        rmSync(join(reports, name), { recursive: true, force: true });
      } catch (error) {
        throw refusal(error);
      }
    });
}
