import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suitePackage, suiteRoot } from '../files/root.ts';
import { changed, type Environment, type Setting } from './setting.ts';
import { settings } from './settings.ts';

/**
 * The variables that make a run the same again, in the order of `.env.example`: what is set otherwise than without it, and is
 * no secret. What other programs read too is left to the machine on which it is run again.
 */
export function repeatedSettings(environment: Environment): Record<string, string> {
  const file = environment['ENV_FILE'];
  const own: readonly Setting<unknown>[] = Object.values(settings).filter(({ name }) => name.startsWith('GRAPH_'));
  const told = own.flatMap((setting): [string, string][] => {
    const value = changed(setting, environment);
    return value === undefined || setting.secret || setting.starts || hasUser(value) ? [] : [[setting.name, value]];
  });
  return Object.fromEntries(file ? [['ENV_FILE', file], ...told] : told);
}

/** The command that runs cases of an installed package. */
export function packageCommand(): string {
  return `npx ${suitePackage().name} conformance`;
}

/** How a run is made the same again: its variables, and the command where it is not that of the repository. */
export function repetition(environment: Environment): { settings: Record<string, string>; command?: string } {
  const settings = repeatedSettings(environment);
  if (existsSync(join(suiteRoot, 'playwright.config.ts'))) return { settings };
  return { settings, command: packageCommand() };
}

/** Whether a text is an address with a name or password in it, as that of a proxy may be. */
function hasUser(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}
