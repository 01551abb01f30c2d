import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compile, type PageFile } from '../compile/compile.ts';
import { describeDiagnostic } from '../compile/diagnostic.ts';
import { differences } from '../compile/difference.ts';
import { applyErrata, type Erratum } from '../compile/errata.ts';
import { type Nullability, readNullability } from '../compile/type/nullability.ts';
import { contractsFolder, loadContracts } from '../contracts/load.ts';
import { ownFolder } from '../files/ownFolder.ts';
import { type Staged, stageFile } from '../files/writeFile.ts';
import type { Contracts } from '../model/contracts.ts';
import { pathsOf, type Seal, sealOf } from '../model/seal.ts';
import { counted } from '../report/text/counted.ts';
import { sanitise } from '../value/sanitise.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { orRefuse, readGiven, writeGiven } from './option/fileOption.ts';
import { usageLine } from './option/usage.ts';
import { UsageError } from './option/usageError.ts';

/** The most that is read of a documentation: bytes of a page, of which none has half as many, and pages. */
const most = { bytes: 256 * 1024, pages: 50_000 };

const command = {
  name: 'contracts',
  usage: `[--check] <file or folder of documentation pages>…
  compiles pages to contracts/beta; --check writes nothing and lists what the pages promise differently (exit 1)`,
  options: { check: { type: 'boolean' } },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
} as const;

/** Compiles documentation pages to contracts, or checks the committed contracts against pages. */
function contracts(values: Values<typeof command>, named: readonly string[]): number {
  if (named.length === 0) throw new UsageError(`no page was named; ${usageLine(command)}`);
  const files = named.flatMap(readPageFiles);
  if (files.length === 0) throw new UsageError(`${named.join(', ')}: no .md or .txt file; name documentation pages`);
  const whole = named.some(isEdition);
  const committed = loadContracts();
  const compiled = compile(files, whole ? { types: [], requests: [] } : committed, publishedNullability());
  if ('diagnostics' in compiled) {
    const lines = compiled.diagnostics.map((one) => sanitise(describeDiagnostic(one)));
    process.stderr.write(
      `${lines.join('\n')}\n${counted(lines.length, 'reason')} why these pages cannot be read for certain; nothing was written\n`,
    );
    return exitCode.notConformant;
  }
  const corrected = applyErrata(compiled.contracts, errataOf(compiled.contracts, committed));
  if (corrected.problems.length > 0) {
    process.stderr.write(`${corrected.problems.map((problem) => sanitise(problem)).join('\n')}\nnothing was written\n`);
    return exitCode.notConformant;
  }
  return values.check === true
    ? check(committed, corrected.contracts, whole)
    : write(committed, corrected.contracts, whole);
}

function check(committed: Contracts, compiled: Contracts, whole: boolean): number {
  const found = differences(committed, compiled, whole);
  for (const sentence of found) process.stdout.write(`${sanitise(sentence)}\n`);
  const count = compiled.types.length + compiled.requests.length;
  process.stdout.write(
    found.length === 0
      ? `${count} pages promise what the contracts say\n`
      : `${found.length} differences between the contracts and ${count} pages; npm run contracts -- <pages> compiles them anew\n`,
  );
  return found.length === 0 ? exitCode.conformant : exitCode.notConformant;
}

function write(committed: Contracts, compiled: Contracts, whole: boolean): number {
  const kept = new Set<string>();
  const staged: Staged[] = [];
  for (const [path, content] of pathsOf(compiled)) {
    const file = join(contractsFolder, path);
    const text = `${JSON.stringify(content, null, 2)}\n`;
    kept.add(path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    staged.push(stage(file, text, staged));
  }
  for (const one of staged) one.commit();
  const gone = whole
    ? pathsOf(committed)
        .map(([path]) => path)
        .filter((path) => !kept.has(path))
    : [];
  for (const path of gone) rmSync(join(contractsFolder, path));
  reseal(compiled, gone);
  process.stdout.write(`${kept.size} contracts compiled: ${staged.length} written, ${gone.length} removed\n`);
  return exitCode.conformant;
}

/** Writes beside its place; where that fails, what was staged before is discarded, and no contract is changed. */
function stage(file: string, text: string, before: readonly Staged[]): Staged {
  try {
    return orRefuse(file, () => {
      ownFolder(dirname(file));
      return stageFile(file, text);
    });
  } catch (error) {
    for (const one of before) one.discard();
    throw error;
  }
}

/** Seals what was compiled; what was not keeps its seal. */
function reseal(compiled: Contracts, gone: readonly string[]): void {
  const file = join(contractsFolder, 'seal.json');
  const before = JSON.parse(readFileSync(file, 'utf8')) as Seal;
  const seal = Object.entries({ ...before, ...sealOf(compiled) }).filter(([path]) => !gone.includes(path));
  const sorted = Object.fromEntries(seal.sort(([one], [other]) => (one < other ? -1 : 1)));
  writeGiven(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function readPageFiles(path: string): PageFile[] {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file or folder`);
  if (!statSync(path).isDirectory()) return [pageFile(path)];
  return pagesIn(path)
    .sort()
    .map((file) => pageFile(file));
}

/** The pages in a folder and those below it; links to folders are not followed, for they may lead round in a circle. */
function pagesIn(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || !/\.(md|txt)$/.test(entry.name)) continue;
    found.push(join(entry.parentPath, entry.name));
    if (found.length > most.pages)
      throw new UsageError(`${folder} has more than the ${most.pages} pages that are read`);
  }
  return found;
}

function pageFile(file: string): PageFile {
  return { file, text: readGiven(file, most.bytes) };
}

/** A folder with `api` and `resources` is a whole edition of the documentation: what has no page there is gone. */
function isEdition(path: string): boolean {
  return existsSync(join(path, 'api')) && existsSync(join(path, 'resources'));
}

/** The errata that concern compiled contracts, or no contract at all; those of pages that were not read are left alone. */
function errataOf(compiled: Contracts, committed: Contracts): Erratum[] {
  const names = (contracts: Contracts): Set<string> =>
    new Set([
      ...contracts.types.map((type) => `${type.title}/schema`),
      ...contracts.requests.map((request) => request.id),
    ]);
  const { errata } = JSON.parse(readFileSync(join(contractsFolder, 'errata.json'), 'utf8')) as { errata: Erratum[] };
  const read = names(compiled);
  const others = names(committed);
  return errata.filter((erratum) => read.has(erratum.contract) || !others.has(erratum.contract));
}

function publishedNullability(): Nullability {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@microsoft/microsoft-graph-types-beta/package.json'));
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return readNullability(`${name} ${version}`, readFileSync(join(folder, 'microsoft-graph.d.ts'), 'utf8'));
}

await runCommand(command, contracts);
