import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { instrument } from '../../mutation/instrument.ts';
import type { Mutant } from '../../mutation/mutant.ts';

/** A compiled copy of the project in which every mutant is an alternative. */
export interface Copy {
  readonly folder: string;
  readonly mutants: readonly Mutant[];
  remove(): void;
}

/** What the copy needs besides compiled code. */
const data = [
  ...['contracts', 'README.md', 'package.json', '.env.example', '.ci', '.github', 'docs', 'pipelines'],
  ...['devproxyMocks.schema.json', 'liveShapes.json', 'pages', 'promises.json', 'servers.json', 'upload'].map(
    (name) => `fixtures/${name}`,
  ),
];
const compiled = [
  ...['--noEmit', 'false', '--allowImportingTsExtensions', 'false', '--rewriteRelativeImportExtensions', 'true'],
  ...['--rootDir', '.', '--sourceMap', 'true'],
];

/** Compiles the project at `root` into a temporary folder and puts mutants into the sources that `isSubject` chooses. */
export function createCopy(root: string, isSubject: (file: string) => boolean): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    compile(root, folder);
    for (const part of data) cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    collectTests(folder);
    return { folder, mutants: putMutants(folder, isSubject), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function compile(root: string, folder: string): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', root, ...compiled, '--outDir', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`the copy does not compile: ${run.stdout}${run.stderr}`);
}

/** Self-tests are collected by what stands in for Playwright's `test`. */
function collectTests(folder: string): void {
  const collector = join(folder, 'fixtures/mutation/playwrightTest.js');
  const names = readdirSync(join(folder, 'specs/selftest'), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((some) => some.endsWith('.spec.js'))) {
    const file = join(folder, 'specs/selftest', name);
    const from = relative(dirname(file), collector).replaceAll('\\', '/');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'@playwright/test'", `'${from}'`));
  }
}

function putMutants(folder: string, isSubject: (file: string) => boolean): Mutant[] {
  const names = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).sort();
  const mutants: Mutant[] = [];
  for (const name of names.filter((some) => some.endsWith('.js'))) {
    const file = `src/${name.replaceAll('\\', '/').replace(/\.js$/, '.ts')}`;
    if (!isSubject(file)) continue;
    const path = join(folder, 'src', name);
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload);
    const lineOf = (line: number, column: number): number => {
      const entry = map.findEntry(line, column);
      return ('originalLine' in entry ? entry.originalLine : line) + 1;
    };
    const made = instrument({ file, source: readFileSync(path, 'utf8'), lineOf }, mutants.length + 1);
    writeFileSync(path, made.code);
    mutants.push(...made.mutants);
  }
  return mutants;
}
