import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { type Mock, startMock } from '../../../../src/mock/server.ts';
import { runFiles } from '../../../../src/report/certificate/certificateFiles.ts';
import { endingSignals, signalCodes } from '../../../../src/report/ending/ending.ts';

test.setTimeout(180_000);

/** A mock that tells when it has got so many requests, and how many it has got. */
async function counting(until: number): Promise<{ mock: Mock; reached: Promise<void>; count: () => number }> {
  let count = 0;
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const takes = (): boolean => {
    count += 1;
    if (count === until) reach();
    return true;
  };
  return { mock: await startMock({ takes }), reached, count: () => count };
}

/** What is left in a mock of what runs make. */
async function left({ baseUrl, token }: Mock): Promise<unknown[]> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${baseUrl}/deviceManagement/groupPolicyConfigurations`, { headers });
  return ((await answer.json()) as { value: unknown[] }).value;
}

const pointedAt = ({ baseUrl }: Mock): Record<string, string> => ({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: baseUrl });
const selection = ['--grep', '@groupPolicyConfiguration'];

for (const signal of endingSignals)
  test(`${signal} interrupts a run, which removes what it made and says how far it came`, async ({ workspace }) => {
    const { mock, reached, count } = await counting(40);
    const running = workspace.start('conformance', selection, pointedAt(mock));
    await reached;
    running.kill(signal);
    const { code, stdout, stderr } = await running.ended;
    const [, cases = '', of = ''] = /^INTERRUPTED after (\d+) of (\d+) cases \(\w+\)\n$/m.exec(stdout) ?? [];
    expect(stdout.trimEnd().split('\n').at(-1), stderr).toBe(`INTERRUPTED after ${cases} of ${of} cases (${signal})`);
    expect(code).toBe(signalCodes[signal]);
    expect(stdout + stderr).not.toMatch(/fault of the suite|ERROR/);
    expect(workspace.results().interrupted).toMatchObject({ signal });
    expect(await left(mock)).toEqual([]);
    const after = count();
    await mock.close();
    expect(count()).toBe(after);
  });

for (const signal of endingSignals)
  test(`${signal} interrupts a gate with all its processes`, async ({ workspace }) => {
    const { mock, reached, count } = await counting(40);
    const args = ['--base-url', mock.baseUrl, '--', ...selection];
    const running = workspace.start('gate', args, { GRAPH_TOKEN: mock.token });
    await reached;
    running.kill(signal);
    const { code, stdout } = await running.ended;
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^INTERRUPTED after \d+ of \d+ cases \(\w+\)$/);
    expect(code).toBe(signalCodes[signal]);
    expect(await left(mock)).toEqual([]);
    expect(running.isAlive()).toBe(false);
    const after = count();
    await mock.close();
    expect(count()).toBe(after);
  });

test('nothing is sent any more once the command is killed and its processes have ended', async ({ workspace }) => {
  const { mock, reached, count } = await counting(40);
  const running = workspace.start('conformance', selection, pointedAt(mock));
  await reached;
  running.killAlone();
  await running.ended;
  await expect.poll(() => running.isAlive(), { timeout: 30_000 }).toBe(false);
  const after = count();
  expect(after).toBeGreaterThanOrEqual(40);
  expect(await left(mock)).toEqual([]);
  expect(count(), 'the look of this test alone').toBe(after + 1);
  await mock.close();
});

test('the verdict stands and is printed if the summary of the job cannot be written', async ({ workspace }) => {
  const environment = { GITHUB_STEP_SUMMARY: '/dev/full' };
  const { code, stdout, stderr } = await workspace.run(
    'conformance',
    ['--only', 'groupPolicyOperation/get'],
    environment,
  );
  expect(stderr).toContain('conformance: /dev/full cannot be written: no space is left');
  expect(stdout).toMatch(/\nCONFORMANT\n$/);
  expect(code).toBe(0);
});

/** Has every process that Node starts find the disk full where it puts a file into one place. */
const fullDisk = `
const fs = require('node:fs');
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (String(to).includes(process.env.FULL)) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  renameSync(from, to);
};
require('node:module').syncBuiltinESMExports();
`;

for (const report of Object.values(runFiles))
  test(`a run says its verdict, and ends with 3, if ${report} cannot be written`, async ({ workspace }) => {
    const patch = join(workspace.folder, 'fullDisk.cjs');
    writeFileSync(patch, fullDisk);
    const environment = { NODE_OPTIONS: `--require=${patch}`, FULL: `reports/${report}` };
    const args = ['--only', 'groupPolicyOperation/get'];
    const { code, stdout, stderr } = await workspace.run('conformance', args, environment);
    const missing = `reports/${report} cannot be written: no space is left on its disk (ENOSPC)`;
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`ERROR: ${missing}; the verdict stands: CONFORMANT`);
    expect(stderr).toContain(`conformance: ${missing}`);
    expect(code).toBe(3);
    expect(existsSync(join(workspace.folder, 'reports/results.json'))).toBe(report !== 'results.json');
  });
