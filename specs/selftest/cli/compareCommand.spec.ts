import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { Workspace } from '../../../src/bench/workspace.ts';
import { startMock } from '../../../src/mock/server.ts';
import type { Comparison } from '../../../src/report/compare/compare.ts';
import type { Results } from '../../../src/report/record/results.ts';

test.setTimeout(180_000);

const selection = ['--grep', 'Create groupPolicyObjectFile POST'];

/** Runs a few cases and keeps their results under a name. */
async function keep(workspace: Workspace, name: string, environment: Record<string, string> = {}): Promise<void> {
  await workspace.run('conformance', selection, environment);
  copyFileSync(join(workspace.folder, 'reports/results.json'), join(workspace.folder, name));
}

test('two runs are compared by the command: what is written, what is printed, how it ends', async ({ workspace }) => {
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const mock = await startMock({
    faults: [{ name: 'omit', scope: { method: 'POST', path, property: 'content' } }, { name: 'show-more' }],
  });
  await keep(workspace, 'right.json');
  await keep(workspace, 'wrong.json', { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl });
  await mock.close();
  const files = ['--json', 'out.json', '--markdown', 'out.md'];

  const worse = await workspace.run('compare', ['right.json', 'wrong.json', ...files]);
  expect(worse).toMatchObject({ code: 1, stderr: '' });
  expect(worse.stdout).toContain('newly failing');
  expect(worse.stdout).toMatch(/received: nothing at \/content/);
  expect(worse.stdout).toMatch(/^newly inconclusive \((\d+)\)\nblocked by a broken claim, now or before: \1$/m);
  expect(worse.stdout).toContain('groupPolicyObjectFile: newBetaComplex, newBetaProperty');
  const written = JSON.parse(readFileSync(join(workspace.folder, 'out.json'), 'utf8')) as Comparison;
  expect(written.changes.find(({ claim }) => claim === 'returned/content')).toMatchObject({ a: 'pass', b: 'fail' });
  expect(written.drift.appeared.map(({ property }) => property)).toEqual(['newBetaComplex', 'newBetaProperty']);
  const markdown = readFileSync(join(workspace.folder, 'out.md'), 'utf8');
  expect(markdown).toContain('received: `nothing at /content`');
  expect(markdown).toContain('| newly failing | ');

  expect(await workspace.run('compare', ['right.json', 'right.json'])).toMatchObject({ code: 0 });
  const better = await workspace.run('compare', ['wrong.json', 'right.json']);
  expect(better).toMatchObject({ code: 0, stdout: expect.stringContaining('fixed') });

  const right = JSON.parse(readFileSync(join(workspace.folder, 'right.json'), 'utf8')) as Results;
  const live = { ...right, target: { kind: 'live', baseUrl: 'https://graph.microsoft.com/beta' } };
  writeFileSync(join(workspace.folder, 'live.json'), JSON.stringify(live));
  const laxer = await workspace.run('compare', ['live.json', 'wrong.json']);
  expect(laxer).toMatchObject({ code: 1, stdout: expect.stringContaining('mock laxer') });

  writeFileSync(join(workspace.folder, 'none.json'), JSON.stringify({ ...right, cases: [] }));
  expect(await workspace.run('compare', ['right.json', 'none.json'])).toMatchObject({ code: 2 });
});

/** Wrong usage of the command, and the sentence that says it. */
const misused: readonly (readonly [args: readonly string[], message: string])[] = [
  [[], 'usage: npm run compare'],
  [['package.json'], 'usage: npm run compare'],
  [['a', 'b', 'c'], 'usage: npm run compare'],
  [['nowhere.json', 'package.json'], 'nowhere.json is missing'],
  [['package.json', 'package.json'], 'package.json is not the results of a run'],
  [['contracts', 'package.json'], 'contracts is a folder, not a file'],
  [['playwright.config.ts', 'package.json'], 'playwright.config.ts is no JSON'],
  [['a', 'b', '--yaml', 'c'], '--yaml is no option; usage: npm run compare'],
];

test('what cannot be compared is refused in a sentence', async ({ workspace }) => {
  for (const [args, message] of misused) {
    const { code, stderr, stdout } = await workspace.run('compare', args);
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});
