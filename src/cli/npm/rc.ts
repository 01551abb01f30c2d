import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../../settings/setting.ts';
import type { NpmLine } from './line.ts';

/** The names that `.npmrc` files set: those that each npm read, and those of this project, user, machine and npm. */
export function namesConfigured(environment: Environment, lines: readonly NpmLine[]): ReadonlySet<string> {
  const project = environment['npm_config_local_prefix'];
  const npm = environment['npm_execpath'];
  const files = [
    ...lines.flatMap(({ configurations }) => configurations),
    project && join(project, '.npmrc'),
    environment['npm_config_userconfig'],
    environment['npm_config_globalconfig'],
    npm && join(dirname(npm), '../npmrc'),
  ];
  return new Set(files.flatMap((file) => (file ? namesIn(textOf(file)) : [])));
}

function textOf(file: string): string {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}

/** The names that a `.npmrc` sets: `name=value`, `name[]=value`, or `name` alone. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/^\s*([^\s=;#[\]]+)/gm)].map(([, name = '']) => name.toLowerCase().replaceAll('_', '-'));
}
