import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { readTokenFile } from '../../../../src/cli/option/tokenFile.ts';
import { startMock } from '../../../../src/mock/server.ts';

test.setTimeout(120_000);

const token = 'canary-token-S3cr3t';
const few = ['--only', 'groupPolicyObjectFile/get#1'];

const shown: readonly (readonly string[])[] = [['--token', token], [`--token=${token}`], ['--', '--token', token]];
for (const args of shown)
  test(`gate ${args.join(' ')} is refused with the right way, and not repeated`, async ({ workspace }) => {
    const ended = await workspace.run('gate', ['--base-url', 'http://127.0.0.1:9', ...args]);
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toMatch(
      /^gate: --token is not taken: every user of the machine sees it in the list of processes \(ps\); set GRAPH_TOKEN in the environment or in \.env, or name a file that holds the token: --token-file <file>, - for standard input; usage: [^\n]+\n$/,
    );
    expect(ended.stderr).not.toContain(token);
  });

/** Contents of a file that holds a token as editors and shells leave it. */
const written = [token, `${token}\n`, `  ${token}\r\n`, `\ufeff${token}\n`];
for (const content of written)
  test(`${JSON.stringify(content)} in a file is a token`, ({ workspace }) => {
    const file = join(workspace.folder, 'token.txt');
    writeFileSync(file, content);
    expect(readTokenFile(file)).toBe(token);
  });

test('the token in a file is the one that is sent, whatever the environment says', async ({ workspace }) => {
  const mock = await startMock({ token });
  const file = join(workspace.folder, 'token.txt');
  writeFileSync(file, token);
  const environment = { GRAPH_TOKEN: 'another', GRAPH_CREDENTIAL: 'token' };
  const ended = await workspace.run('gate', ['--base-url', mock.baseUrl, ...few, '--token-file', file], environment);
  await mock.close();
  expect(ended).toMatchObject({ code: 0, stderr: '' });
});

test('the token is read from standard input', async ({ workspace }) => {
  const mock = await startMock({ token });
  const own = Object.entries(process.env).filter(([name]) => !/^(GRAPH|AZURE|GPCONF|PW|TEST|PLAYWRIGHT)/.test(name));
  const args = ['dist/cli/gate.js', '--base-url', mock.baseUrl, ...few, '--token-file', '-'];
  const child = spawn(process.execPath, args, {
    cwd: workspace.folder,
    env: Object.fromEntries(own),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  child.stdin.end(`${token}\n`);
  const code = await new Promise((resolve) => child.on('close', resolve));
  await mock.close();
  expect(code, printed).toBe(0);
});

const wrong: readonly [title: string, make: (file: string) => void, says: string][] = [
  ['nothing', () => undefined, 'is missing; name a file that holds the token'],
  ['a folder', (file) => mkdirSync(file), 'is a folder, not a file; name a file'],
  ['an empty file', (file) => writeFileSync(file, '\n'), 'holds no token; it must hold one, and nothing else'],
  ['two words', (file) => writeFileSync(file, `Bearer ${token}`), 'holds more than one word; it must hold the token'],
  [
    'UTF-16',
    (file) => writeFileSync(file, Buffer.from(`\ufeff${token}`, 'utf16le')),
    'is UTF-16, not UTF-8; save it as UTF-8',
  ],
  ['a large file', (file) => writeFileSync(file, 'x'.repeat(70_000)), 'is larger than the 65536 bytes'],
  ['no bearer token', (file) => writeFileSync(file, `${token}ü`), 'GRAPH_TOKEN is no bearer token'],
];
for (const [title, make, says] of wrong)
  test(`a token file that is ${title} is one sentence`, async ({ workspace }) => {
    const file = join(workspace.folder, 'token.txt');
    make(file);
    const ended = await workspace.run('gate', ['--base-url', 'http://127.0.0.1:9', '--token-file', file]);
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toContain(says);
    expect(ended.stderr).not.toContain(token);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
