import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ownFolder } from '../../files/ownFolder.ts';
import { writeFile } from '../../files/writeFile.ts';
import { sanitise } from '../../value/sanitise.ts';
import { verdictLines } from '../console/verdictLines.ts';
import { decisionOf, type Results } from '../record/results.ts';
import { describeTarget } from '../text/targetText.ts';

/** The verdict of a run in a line, as the console ends with it; Allure shows it beside the target. */
export function verdictLine(results: Results): string {
  return sanitise(verdictLines(results).at(-1) ?? '').replaceAll(/\s+/g, ' ');
}

/** Tells Allure why a run is not conformant, among what is wrong beside the cases: of a missing shard no case tells. */
export function tellWhy(results: Results, folder: string): void {
  const { conformant, reasons, target } = results;
  if (conformant) return;
  const told = reasons.map((reason) => `\n  ${reason.replaceAll('\n', '\n    ')}`);
  const verdict = decisionOf(results).toUpperCase();
  const message = sanitise(`${describeTarget(target)} is ${verdict}:${told.join('')}`);
  ownFolder(folder);
  writeFile(join(folder, `${randomUUID()}-globals.json`), JSON.stringify({ attachments: [], errors: [{ message }] }));
}
