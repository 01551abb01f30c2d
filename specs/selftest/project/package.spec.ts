import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { suiteRoot } from '../../../src/files/root.ts';
import { startMock } from '../../../src/mock/server.ts';
import type { Results } from '../../../src/report/record/results.ts';

test.setTimeout(180_000);

const name = 'graph-group-policy-conformance';

/** What belongs to the package, by the beginnings of paths. */
const parts = [
  'README.md',
  'CHANGELOG.md',
  '.env.example',
  'package.json',
  'contracts/',
  'docs/',
  'fixtures/upload/',
  'build/playwright.config.js',
  'build/specs/conformance.spec.js',
  'build/fixtures/',
  'build/src/',
];

/** Runs a script of node to its end. */
function runNode(
  script: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { cwd, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}

/** Packs the suite and installs it into a project of its own, with the dependencies of this repository. */
function install(): { folder: string; files: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const modules = join(folder, 'node_modules');
  const own = join(modules, name);
  mkdirSync(own, { recursive: true });
  const archive = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: suiteRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  execFileSync('tar', ['-xzf', join(folder, archive), '--strip-components=1', '-C', own]);
  const files = readdirSync(own, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(own.length + 1));
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as { dependencies: object };
  for (const dependency of Object.keys(dependencies)) {
    const [scope = '', inner] = dependency.split('/');
    if (inner !== undefined) mkdirSync(join(modules, scope), { recursive: true });
    symlinkSync(join(suiteRoot, 'node_modules', dependency), join(modules, dependency));
  }
  return { folder, files };
}

test('the package gates a mock server from another project, and holds nothing that this does not need', async () => {
  const { folder, files } = install();
  expect(files.filter((file) => !parts.some((part) => file.startsWith(part)))).toEqual([]);
  expect(files.filter((file) => /\.(?:ts|map|tsbuildinfo)$|\/(?:bench|mutation|compiler)\//.test(file))).toEqual([]);
  const { bin } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const script = join(folder, 'node_modules', name, bin[name] ?? '');
  expect(readFileSync(script, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  const mock = await startMock();
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([variable]) => !/^(?:GRAPH|GPCONF|PW|TEST|PLAYWRIGHT)/.test(variable)),
  );
  const run = (...args: string[]): Promise<{ code: number | null; output: string }> =>
    runNode(script, args, folder, environment);
  const gated = await run('gate', '--base-url', mock.baseUrl, '--', '--grep', '@groupPolicyObjectFile ');
  await mock.close();
  expect(gated.output).toContain('CONFORMANT');
  expect(gated.code).toBe(0);
  const results = JSON.parse(readFileSync(join(folder, 'reports/results.json'), 'utf8')) as Results;
  expect(results).toMatchObject({ suite: { name }, conformant: true, command: `npx ${name} conformance` });
  const own = 'reports/results.json';
  expect(await run('compare', own, own)).toMatchObject({
    code: 0,
    output: expect.stringContaining('B is same or better'),
  });
  expect(await run('conformance', '--last-failed')).toMatchObject({
    code: 64,
    output: expect.stringContaining('no case of the last run failed'),
  });
  for (const args of [['verify', 'reports'], ['report'], ['openapi'], ['devproxy'], ['mock', '--faults']])
    expect(await run(...args), args.join(' ')).toMatchObject({ code: 0 });
  expect(readdirSync(folder).sort()).toEqual([expect.stringContaining('.tgz'), 'node_modules', 'reports']);
  expect(await run('gat')).toMatchObject({ code: 64, output: expect.stringContaining('"gat" is no command') });
  rmSync(folder, { recursive: true, force: true });
});
