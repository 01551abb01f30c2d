import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the suite itself, compiled or not: the nearest one above this file with a package.json. */
export const suiteRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the suite has lost its package.json; install it again');
  return rootAbove(above);
}

/** The name and version of the suite, as its package.json has them. */
export interface SuitePackage {
  readonly name: string;
  readonly version: string;
}

/** What the package.json of the suite says of it. */
export function suitePackage(): SuitePackage {
  return JSON.parse(readFileSync(join(suiteRoot, 'package.json'), 'utf8')) as SuitePackage;
}
