import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { targetLabel, targetsVariable } from '../report/allure.ts';
import type { Values } from './arguments.ts';
import { exitCode, runCommand } from './command.ts';
import { reports } from './reports.ts';
import { UsageError } from './usageError.ts';

const output = join(reports, 'allure-report');
/** Where a report is rendered, until it is whole. */
const beside = `${output}.new`;

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
  const targets = new Set(results.flatMap(targetsIn));
  rmSync(beside, { recursive: true, force: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '../cli.js');
  const config = fileURLToPath(new URL('../report/allurerc.js', import.meta.url));
  const run = spawnSync(process.execPath, [cli, 'generate', ...results, '--config', config, '--output', beside], {
    encoding: 'utf8',
    env: { ...process.env, [targetsVariable]: JSON.stringify([...targets].sort()) },
  });
  if (run.status !== 0) throw new Error(`allure generate failed: ${run.stderr || run.stdout}`);
  const pages = readdirSync(beside, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const page of pages) removeAnalytics(join(beside, page));
  rmSync(output, { recursive: true, force: true });
  renameSync(beside, output);
  const page = join(output, 'index.html');
  process.stdout.write(`${page}\n`);
  if (values.open) await open(page);
  return exitCode.conformant;
}

/** The targets that the results in a folder are of. Throws `UsageError` for a folder without results, and for a file of them that is cut. */
function targetsIn(folder: string): string[] {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const names = isFolder ? readdirSync(folder).filter((name) => name.endsWith('-result.json')) : [];
  if (names.length === 0)
    throw new UsageError(
      `no results in ${folder}; expected Allure's …-result.json: run npm run conformance first, or name a folder such as reports/allure-results`,
    );
  return names.flatMap((name) =>
    labelsIn(join(folder, name)).flatMap((label) => (label.name === targetLabel ? label.value : [])),
  );
}

interface Label {
  readonly name: string;
  readonly value: string;
}

function labelsIn(file: string): readonly Label[] {
  try {
    const { labels = [] } = JSON.parse(readFileSync(file, 'utf8')) as { readonly labels?: readonly Label[] };
    return labels;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${file} is no JSON; it is cut, copy it again or leave it out`);
  }
}

/** How each system opens a file with the program that a person has chosen for it; BROWSER names another. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a page in a browser, and does not wait for it. Throws `UsageError` where there is none. */
function open(page: string): Promise<void> {
  const [command = '', ...args] = process.env['BROWSER']
    ? [process.env['BROWSER']]
    : (openers[process.platform] ?? ['xdg-open']);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, resolvePath(page)], { detached: true, stdio: 'ignore' });
    child.on('error', () =>
      reject(new UsageError(`${command} cannot be run; open ${page} yourself, or name a browser in BROWSER`)),
    );
    child.on('spawn', () => {
      child.unref();
      resolve();
    });
  });
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
