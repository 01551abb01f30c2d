import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { api } from '../../../../fixtures/api.ts';
import { test } from '../../../../fixtures/command.ts';
import type { Workspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { startFront } from '../../../../src/tenant/front.ts';

test.setTimeout(180_000);

const few = ['--grep', 'Create groupPolicyObjectFile POST'];
const spec = 'specs/conformance.spec.ts';
const call = 'for (const verdict of await examine(planned)) await hold(verdict);';

/** Replaces a text of a file in a workspace; throws where it is not there, so that no test tests nothing. */
function change(workspace: Workspace, file: string, from: string, to: string): void {
  const path = join(workspace.folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** Runs that look as if nothing were wrong: what is done to the suite, how the run ends, and what it says. */
const ways: readonly {
  readonly name: string;
  readonly prepare?: (workspace: Workspace) => void;
  readonly args?: readonly string[];
  readonly code: number;
  readonly says: string;
}[] = [
  {
    name: 'no contracts',
    prepare: ({ folder }) => rmSync(join(folder, 'contracts/beta'), { recursive: true }),
    code: 64,
    says: 'is missing; compile its page',
  },
  {
    name: 'a contract changed by hand',
    prepare: (workspace) => change(workspace, 'contracts/beta/groupPolicyObjectFile/create.json', '201', '200'),
    code: 64,
    says: 'contracts/beta/groupPolicyObjectFile/create.json was changed by hand; compile its page',
  },
  { name: 'no case selected', args: ['--grep', 'no such case'], code: 2, says: 'no case was planned' },
  {
    name: 'all skipped',
    prepare: (workspace) => change(workspace, spec, call, `test.skip(); ${call}`),
    code: 3,
    says: 'the test ended as skipped without verdicts',
  },
  {
    name: 'verdicts without a request to the target',
    prepare: (workspace) => change(workspace, 'src/judge/judgeCase.ts', 'requests: exchanges.length', 'requests: 0'),
    code: 3,
    says: 'a verdict was reported without any request',
  },
  {
    name: 'a claim left out',
    prepare: (workspace) =>
      change(workspace, 'src/judge/judgeCase.ts', 'verdicts.map(recordOf)', 'verdicts.slice(1).map(recordOf)'),
    code: 3,
    says: 'no verdict was reported',
  },
  {
    name: 'first red, then green',
    prepare: (workspace) => {
      change(workspace, spec, call, `if (test.info().retry === 0) throw new Error('flaky'); ${call}`);
      change(workspace, 'playwright.config.ts', 'retries: 0', 'retries: 1');
    },
    code: 3,
    says: 'was run again after it had failed',
  },
  {
    name: 'a crash in a worker',
    prepare: (workspace) => change(workspace, spec, call, 'process.exit(0);'),
    code: 3,
    says: 'claims could not be judged because of an error in the suite',
  },
  {
    name: 'a worker killed',
    prepare: (workspace) => change(workspace, spec, call, "process.kill(process.pid, 'SIGKILL');"),
    code: 3,
    says: 'claims could not be judged because of an error in the suite',
  },
  {
    name: 'a swallowed run',
    prepare: (workspace) => change(workspace, spec, call, ''),
    code: 3,
    says: 'the test ended as passed without verdicts',
  },
  {
    name: 'a test beside the plan',
    prepare: (workspace) =>
      change(workspace, spec, 'for (const planned', "test('extra', () => {});\n\nfor (const planned"),
    args: ['--grep', 'extra|Create groupPolicyObjectFile POST'],
    code: 3,
    says: '1 tests are not in the plan, the first is extra',
  },
  {
    name: 'a reporter that fails',
    prepare: (workspace) =>
      change(workspace, 'src/report/playwright/reporter.ts', 'this.#isJudged = true;', 'throw new Error();'),
    code: 3,
    says: 'the run ended without a verdict (exit code 1); nothing is said about the target',
  },
  {
    name: 'a reporter that ends before its reports are written',
    prepare: (workspace) =>
      change(workspace, 'src/report/playwright/reporter.ts', "await tell({ is: 'written' });", 'process.exit(0);'),
    code: 3,
    says: 'the run ended before its reports were written (0); the verdict stands: CONFORMANT',
  },
];

for (const { name, prepare, args = few, code, says } of ways) {
  test(`${name} is not green`, async ({ workspace }) => {
    prepare?.(workspace);
    const ended = await workspace.run('conformance', args);
    expect(ended.stdout + ended.stderr).toContain(says);
    expect(ended.code).toBe(code);
    if (
      code !== 3 ||
      says.includes('the verdict stands') ||
      !existsSync(join(workspace.folder, 'reports/results.json'))
    )
      return;
    expect(workspace.results().conformant).toBe(false);
  });
}

test('a target of which nothing can be said is not green', async ({ workspace }) => {
  const mock = await startMock({ api });
  const front = await startFront(mock, {
    instead: ({ method }) => (method === 'GET' ? undefined : (socket) => socket.destroy()),
  });
  const ended = await workspace.run('conformance', few, { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: front.baseUrl });
  await front.close();
  await mock.close();
  expect(ended.stdout).toContain('INCONCLUSIVE: nothing of the service could be judged (network)');
  expect(ended.code).toBe(2);
  expect(workspace.results().totals.claims).toMatchObject({ pass: 0, fail: 0, error: 0 });
});
