import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suitePackage, suiteRoot } from '../../files/root.ts';
import { shellWord } from '../../report/text/shellWord.ts';
import type { Environment } from '../../settings/setting.ts';
import { sanitise } from '../../value/sanitise.ts';

interface Called {
  readonly name: string;
  readonly usage: string;
}

/** The usage of a command in one line. */
export function usageLine(command: Called): string {
  return `usage: ${callOf(command.name)} ${command.usage}`.split('\n')[0] ?? '';
}

/** The whole usage of a command. */
export function usageOf(command: Called): string {
  return `usage: ${callOf(command.name)} ${command.usage}`;
}

/** How to write options so that they get past npm to a command, which npm runs as its environment says. */
export function linePastNpm(name: string, options: readonly string[], environment: Environment): string {
  const script = environment['npm_lifecycle_event'];
  const call =
    script && script !== 'npx'
      ? `npm run ${shellWord(sanitise(script))} --`
      : script
        ? `npx ${callOf(name, true)}`
        : callOf(name);
  return [call, ...options].join(' ');
}

/** How a command is called: by npm in the repository, where the sources are; else by the name of the package. */
function callOf(name: string, isPackage = !existsSync(join(suiteRoot, 'playwright.config.ts'))): string {
  return isPackage ? `${suitePackage().name} ${name}` : `npm run ${name} --`;
}
