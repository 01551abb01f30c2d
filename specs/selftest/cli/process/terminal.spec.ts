import { spawn, spawnSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';

test.setTimeout(120_000);

const command = "node dist/cli/conformance.js --only 'groupPolicyOperation/get'";

/** Whether there is no `script` to lend a terminal; in CI there has to be one. */
const isScriptMissing = spawnSync('script', ['--version']).status !== 0 && !process.env['CI'];

/** What a run writes to a terminal, which `script` of util-linux lends it. */
function onTerminal(folder: string, environment: Record<string, string>): Promise<string> {
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}

test('a terminal shows progress in a line that is gone in the end; in CI it shows none', async ({ workspace }) => {
  test.skip(isScriptMissing, 'script of util-linux is not installed');
  const shown = await onTerminal(workspace.folder, {});
  expect(shown).toContain('\r\u001b[K1 of 2 cases: 1 pass\r\u001b[K2 of 2 cases: 2 pass\r\u001b[Kresource type');
  expect(shown).toContain('CONFORMANT');
  const quiet = await onTerminal(workspace.folder, { CI: 'true' });
  expect(quiet).not.toContain('\u001b[K');
  expect(quiet).toContain('CONFORMANT');
});

test('without our commands, the runner lists every case, and leaves the results of the last run', async ({
  workspace,
}) => {
  await workspace.run('conformance', ['--only', 'groupPolicyOperation/get#1']);
  const listed = spawnSync('npx', ['--no-install', 'playwright', 'test', '--list'], {
    cwd: workspace.folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
  });
  expect(listed.status).toBe(0);
  expect(listed.stdout).toContain('› groupPolicyOperation › Get groupPolicyOperation ›');
  expect(listed.stdout).toMatch(/Total: \d{3} tests in 1 file/);
  expect(workspace.results().plan.cases).toBe(1);
});
