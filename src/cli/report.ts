import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { targetLabel, targetsVariable } from '../report/allure.ts';
import { exitCode, runCommand, UsageError } from './command.ts';

const output = 'reports/allure-report';

const usage = 'usage: npm run report -- [--open] [<folder of Allure results>…]; without one, those of the last run';

/**
 * Renders Allure results, of the last run or of folders such as those of all shards, to one HTML file that opens without
 * network and asks for nothing elsewhere.
 */
async function report(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { open: { type: 'boolean' } } });
  const results = positionals.length > 0 ? positionals : ['reports/allure-results'];
  for (const folder of results) {
    if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length === 0)
      throw new UsageError(`no results in ${folder}; run npm run conformance first\n${usage}`);
  }
  rmSync(output, { recursive: true, force: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '../cli.js');
  const config = fileURLToPath(new URL('../report/allurerc.js', import.meta.url));
  const run = spawnSync(process.execPath, [cli, 'generate', ...results, '--config', config, '--output', output], {
    encoding: 'utf8',
    env: { ...process.env, [targetsVariable]: JSON.stringify(targetsIn(results)) },
  });
  if (run.status !== 0) throw new Error(`allure generate failed: ${run.stderr || run.stdout}`);
  const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const page of pages) removeAnalytics(join(output, page));
  const page = join(output, 'index.html');
  process.stdout.write(`${page}\n`);
  if (values.open) await open(page);
  return exitCode.conformant;
}

/** The targets that results are of, in the order of their names. */
function targetsIn(folders: readonly string[]): string[] {
  const targets = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('-result.json'))
      .flatMap((name) => {
        const { labels = [] } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as AllureResult;
        return labels.flatMap((label) => (label.name === targetLabel ? label.value : []));
      }),
  );
  return [...new Set(targets)].sort();
}

interface AllureResult {
  readonly labels?: readonly { readonly name: string; readonly value: string }[];
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

await runCommand('report', report);
