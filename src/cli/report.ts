import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownFolder } from '../files/ownFolder.ts';
import { writeFile } from '../files/writeFile.ts';
import { targetsVariable } from '../report/allure/allure.ts';
import { historyBefore } from '../report/allure/allureHistory.ts';
import { describeTogether, readAllureResults } from './allureResults.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { orRefuse } from './option/fileOption.ts';
import { UsageError } from './option/usageError.ts';
import { openPage } from './process/openPage.ts';
import { tellOfRuns } from './process/runLock.ts';
import { makeTemporary } from './process/temporary.ts';
import { reports } from './run/reports.ts';

const output = join(reports, 'allure-report');
/** Where a report is rendered, until it is whole. */
const beside = `${output}.new`;
const history = join(reports, 'history.jsonl');

const command = {
  name: 'report',
  usage: '[--open] [<folder of Allure results>…]; without one, those of the last run',
  options: { open: { type: 'boolean' } },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
} as const;

/**
 * Renders Allure results, of the last run or of folders such as those of all shards, to one HTML file that opens without
 * network and asks for nothing elsewhere. The last report stays until there is another.
 */
async function report(values: Values<typeof command>, folders: readonly string[]): Promise<number> {
  const results = folders.length > 0 ? folders : [join(reports, 'allure-results')];
  tellOfRuns('report', results.map(dirname));
  const { ids, targets } = readAllureResults(results);
  orRefuse(reports, () => ownFolder(reports));
  prepareHistory(ids);
  render(results, targets);
  const pages = readdirSync(beside, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const page of pages) removeAnalytics(join(beside, page));
  rmSync(output, { recursive: true, force: true });
  renameSync(beside, output);
  const page = join(output, 'index.html');
  process.stdout.write(`${page}\n`);
  if (values.open) await openPage(page);
  return exitCode.conformant;
}

/** Renders results with Allure, which reads folders in their order. */
function render(results: readonly string[], targets: readonly string[]): void {
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside);
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '../cli.js');
  const config = fileURLToPath(new URL('../report/allure/allurerc.js', import.meta.url));
  const together = makeTemporary('allure-');
  try {
    if (results.length > 1) describeTogether(results, together);
    const folders = [...results, ...(results.length > 1 ? [together] : [])];
    const run = spawnSync(process.execPath, [cli, 'generate', ...folders, '--config', config, '--output', beside], {
      encoding: 'utf8',
      env: { ...process.env, [targetsVariable]: JSON.stringify(targets) },
    });
    if (run.status !== 0) throw new Error(`allure generate failed: ${run.stderr || run.stdout}`);
  } finally {
    rmSync(together, { recursive: true });
  }
}

/** Makes the history ready for results, which may have come into it before; it is a file of its own, and no link to another. */
function prepareHistory(ids: readonly string[]): void {
  if (!existsSync(history)) rmSync(history, { force: true });
  else rewriteHistory(ids);
}

function rewriteHistory(ids: readonly string[]): void {
  try {
    const before = readFileSync(history, 'utf8');
    orRefuse(history, () => writeFile(history, historyBefore(ids, before)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${history} has a line that is no JSON; remove it, or the file to begin the history anew`);
  }
}

/** Allure 3 loads Google Analytics in every report, and has no option against it. */
function removeAnalytics(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text
      .replaceAll(/<script[^>]*googletagmanager[^>]*>\s*<\/script>/g, '')
      .replaceAll(/<script[^>]*>[^<]*gtag\([^<]*<\/script>/g, ''),
  );
}

await runCommand(command, report);
