import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BareFolder, createBareFolder } from '../../../../fixtures/bareFolder.ts';
import { suiteRoot } from '../../../../src/files/root.ts';
import { startMock } from '../../../../src/mock/server.ts';

test.setTimeout(180_000);

let bare: BareFolder;
test.beforeEach(() => {
  bare = createBareFolder();
});
test.afterEach(() => bare.remove());

/** Runs a command of which nobody reads some streams; gives its exit code and what it printed to the others. */
function unread(
  streams: readonly ('stdout' | 'stderr')[],
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [join(suiteRoot, `dist/cli/${command}.js`), ...args], {
    cwd: bare.folder,
    env: { ...bare.environment, ...environment },
  });
  let printed = '';
  for (const name of ['stdout', 'stderr'] as const)
    if (streams.includes(name)) child[name].destroy();
    else
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed })));
}

const commands: readonly (readonly [command: string, args: readonly string[], code: number])[] = [
  ['openapi', [], 0],
  ['devproxy', [], 0],
  ['mock', ['--faults'], 0],
  ['main', ['--help'], 0],
  ['gate', ['--help'], 0],
  ['conformance', ['--dry-run', '--only', 'groupPolicyOperation/get'], 0],
  ['conformance', ['--list', '--only', 'groupPolicyOperation/get'], 0],
  ['conformance', ['--only', 'groupPolicyOperation/get'], 0],
];
for (const [command, args, code] of commands)
  test(`${command} ${args.join(' ')} ends quietly if nobody reads what it prints`, async () => {
    expect(await unread(['stdout'], command, args)).toEqual({ code, printed: '' });
    expect(await unread(['stdout', 'stderr'], command, args)).toEqual({ code, printed: '' });
  });

test('wrong usage keeps its exit code if nobody reads of it', async () => {
  for (const [command, args] of [
    ['compare', []],
    ['verify', ['nowhere']],
    ['sweep', []],
    ['main', ['gat']],
  ] as const)
    expect(await unread(['stderr'], command, args)).toEqual({ code: 64, printed: '' });
});

test('a verdict keeps its exit code if nobody reads of it', async () => {
  const mock = await startMock({ faults: [{ name: 'answer-example' }] });
  const environment = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl };
  const args = ['--only', 'groupPolicyObjectFile/create'];
  expect(await unread(['stdout'], 'conformance', args, environment)).toEqual({ code: 1, printed: '' });
  await mock.close();
  expect(await unread(['stdout'], 'verify', ['reports'])).toMatchObject({ code: 0, printed: '' });
});
