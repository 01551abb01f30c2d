import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import { pages } from '../../fixtures/pages.ts';
import type { Workspace } from '../../src/bench/workspace.ts';

test.setTimeout(180_000);

test.describe('npm run contracts', () => {
  const write = (workspace: Workspace, name: string, text: string): string => {
    const file = join(workspace.folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const resource = 'demo-sample-samplehandle.md';

  test('writes a contract per page, once', async ({ workspace }) => {
    const file = write(workspace, `pages/${resource}`, pages[resource] ?? '');
    expect(await workspace.run('contracts', [file])).toMatchObject({
      code: 0,
      stdout: '1 contracts compiled: 1 written, 0 removed\n',
    });
    expect(existsSync(join(workspace.folder, 'contracts/beta/sampleHandle/schema.json'))).toBe(true);
    expect((await workspace.run('contracts', ['pages'])).stdout).toBe('1 contracts compiled: 0 written, 0 removed\n');
    expect(await workspace.run('contracts', ['--check', 'pages'])).toMatchObject({
      code: 0,
      stdout: '1 pages promise what the contracts say\n',
    });
  });

  test('--check tells what a page promises differently, and writes nothing', async ({ workspace }) => {
    const file = write(workspace, `pages/${resource}`, pages[resource] ?? '');
    await workspace.run('contracts', [file]);
    const before = readFileSync(join(workspace.folder, 'contracts/beta/sampleHandle/schema.json'), 'utf8');
    write(
      workspace,
      `pages/${resource}`,
      (pages[resource] ?? '')
        .replace('|shape|String|Round or not.|', '|shape|Boolean|Round or not.|\n|size|Int32|How large.|')
        .replace('"shape": "String"', '"shape": true,\n  "size": 1024'),
    );
    const { code, stdout } = await workspace.run('contracts', ['--check', file]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'sampleHandle: `shape` changes from String or null to Boolean\nsampleHandle gains `size`: Int32\n2 differences',
    );
    expect(readFileSync(join(workspace.folder, 'contracts/beta/sampleHandle/schema.json'), 'utf8')).toBe(before);
  });

  test('a page that cannot be read writes nothing at all', async ({ workspace }) => {
    write(workspace, `pages/${resource}`, pages[resource] ?? '');
    write(
      workspace,
      'pages/demo-sample-samplecolour.md',
      (pages['demo-sample-samplecolour.md'] ?? '').replace('|green|1|', '|green|one|'),
    );
    const { code, stderr } = await workspace.run('contracts', ['pages']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /pages\/demo-sample-samplecolour\.md:9: the value "one" of green; expected a whole number\n1 reason .* nothing was written/,
    );
    expect(existsSync(join(workspace.folder, 'contracts/beta/sampleHandle'))).toBe(false);
  });

  test('wrong usage is told', async ({ workspace }) => {
    expect(await workspace.run('contracts', [])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('no page was named'),
    });
    expect(await workspace.run('contracts', ['nowhere'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('no such file or folder'),
    });
    expect(await workspace.run('contracts', ['--chekc', 'x'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--chekc'),
    });
  });
});
