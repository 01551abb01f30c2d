import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from './results.ts';
import { sanitise } from './sanitise.ts';
import { describeTarget } from './targetText.ts';

/** The verdict of a run in a line, as Allure shows it beside the target. */
export function verdictLine({ conformant, reasons }: Results): string {
  return conformant ? 'CONFORMANT' : sanitise(`NOT CONFORMANT: ${reasons.join('; ')}`).replaceAll(/\s+/g, ' ');
}

/** Tells Allure why a run is not conformant, among what is wrong beside the cases: of a missing shard no case tells. */
export function tellWhy({ conformant, reasons, target }: Results, folder: string): void {
  if (conformant) return;
  const told = reasons.map((reason) => `\n  ${reason.replaceAll('\n', '\n    ')}`);
  const message = sanitise(`${describeTarget(target)} is NOT CONFORMANT:${told.join('')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${randomUUID()}-globals.json`),
    JSON.stringify({ attachments: [], errors: [{ message }] }),
  );
}
