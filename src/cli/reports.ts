import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../report/certificateFiles.ts';

/** Where every run writes. */
export const reports = 'reports';

/**
 * What a run writes below `reports`, and the next one removes before it begins; what other commands wrote there, the history by
 * which Allure shows trends, and the ledgers stay.
 */
export const ownedByRun: readonly string[] = [
  ...Object.values(runFiles),
  'junit.xml',
  'ctrf.json',
  'allure-results',
  'allure-report',
  'blob-report',
  'test-results',
];

/** Removes what the last run wrote. */
export function clearReports(): void {
  mkdirSync(reports, { recursive: true });
  for (const name of ownedByRun) rmSync(join(reports, name), { recursive: true, force: true });
}
