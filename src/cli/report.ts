import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode, runCommand, UsageError } from './command.ts';

const output = 'reports/allure-report';

const usage = 'usage: npm run report -- [<folder of Allure results>…]; without one, those of the last run';

/**
 * Renders Allure results, of the last run or of folders such as those of all shards, to one HTML file that opens without
 * network and asks for nothing elsewhere.
 */
async function report(args: string[]): Promise<number> {
  const results = args.length > 0 ? args : ['reports/allure-results'];
  for (const folder of results) {
    if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length === 0)
      throw new UsageError(`no results in ${folder}; run npm run conformance first\n${usage}`);
  }
  rmSync(output, { recursive: true, force: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '../cli.js');
  const config = fileURLToPath(new URL('../report/allurerc.js', import.meta.url));
  const run = spawnSync(process.execPath, [cli, 'generate', ...results, '--config', config, '--output', output], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`allure generate failed: ${run.stderr || run.stdout}`);
  const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const page of pages) removeAnalytics(join(output, page));
  process.stdout.write(`${join(output, 'index.html')}\n`);
  return exitCode.conformant;
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
