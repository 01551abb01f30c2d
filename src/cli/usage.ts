import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suitePackage, suiteRoot } from '../contract/root.ts';

interface Called {
  readonly name: string;
  readonly usage: string;
}

/** The usage of a command in one line. */
export function usageLine(command: Called): string {
  return `usage: ${callOf(command)}`.split('\n')[0] ?? '';
}

/** The whole usage of a command. */
export function usageOf(command: Called): string {
  return `usage: ${callOf(command)}`;
}

/** How a command is called: by npm in the repository, where the sources are; else by the name of the package. */
function callOf({ name, usage }: Called): string {
  const isRepository = existsSync(join(suiteRoot, 'playwright.config.ts'));
  const call = isRepository ? `npm run ${name} --` : `${suitePackage().name} ${name}`;
  return `${call} ${usage}`;
}
