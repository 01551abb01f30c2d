import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { pages } from '../../../fixtures/pages.ts';
import type { Workspace } from '../../../src/bench/workspace.ts';

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

  const text = pages[resource] ?? '';
  const strangers: readonly (readonly [name: string, make: (file: string) => unknown, says: string, code: number])[] = [
    ['a pipe', (file) => execFileSync('mkfifo', [file]), 'is a pipe, not a file', 64],
    ['a device', (file) => symlinkSync('/dev/zero', file), 'is a device, not a file', 64],
    ['a dangling link', (file) => symlinkSync('nowhere', file), 'is missing', 64],
    ['36 MB', (file) => writeFileSync(file, text + 'x'.repeat(36_000_000)), 'is larger than the 262144 bytes', 64],
    ['UTF-16', (file) => writeFileSync(file, text, 'utf16le'), 'is UTF-16, not UTF-8', 64],
    ['20,000 quotes', (file) => writeFileSync(file, `${text}${'>'.repeat(20_000)} x\n`), 'a line of more than', 1],
    ['100 quotes', (file) => writeFileSync(file, `${text}${'> '.repeat(100)} x\n`), 'quotes or lists in each other', 1],
    ['100 lists', (file) => writeFileSync(file, `${text}${'- '.repeat(100)} x\n`), 'quotes or lists in each other', 1],
    ['much emphasis', (file) => writeFileSync(file, `${text}${'*_*_\n'.repeat(2000)}`), 'marks of emphasis', 1],
    ['many brackets', (file) => writeFileSync(file, `${text}${'[[[[[\n'.repeat(3000)}`), 'brackets', 1],
    [
      'deep JSON',
      (file) => writeFileSync(file, text.replace('"String"\n', `${'['.repeat(4000)}${']'.repeat(4000)}\n`)),
      'nested deeper than 64 levels',
      1,
    ],
    [
      'characters that control a terminal or a pipeline',
      (file) => writeFileSync(file, text.replace('|shape|', '|sh\u001b[31m\u202e##vso[task.x]|')),
      'the property name "sh\\u{1b}[31m\\u{202e}#\\#vso[task.x]"',
      1,
    ],
  ];
  for (const [name, make, says, code] of strangers)
    test(`a page with, or that is, ${name} is refused in a sentence`, async ({ workspace }) => {
      mkdirSync(join(workspace.folder, 'strange'));
      make(join(workspace.folder, 'strange', resource));
      const ended = await workspace.run('contracts', ['strange']);
      expect(ended).toMatchObject({ code, stdout: '' });
      expect(ended.stderr).toContain(says);
      expect(ended.stderr).not.toContain('    at ');
    });

  test('links that lead round in a circle are not followed', async ({ workspace }) => {
    write(workspace, `pages/${resource}`, text);
    for (const name of ['one', 'other']) symlinkSync('.', join(workspace.folder, 'pages', name));
    expect((await workspace.run('contracts', ['pages'])).stdout).toBe('1 contracts compiled: 1 written, 0 removed\n');
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
