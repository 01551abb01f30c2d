import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { httpAnswer, serveRaw } from '../../../../fixtures/rawServer.ts';
import type { Workspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { filesWithSecrets } from '../../../../src/report/guard/guard.ts';

test.setTimeout(180_000);

const seeds = 'Create groupPolicyOperation POST|Update groupPolicyOperation PATCH|Update groupPolicyDefinition PATCH';
const few = ['--grep', seeds];
const canary = 'canary-token-Q0FOQVJZLTAxMjM0NTY3ODk';

test.describe('no secret is in any output', () => {
  const secretFree = async (
    workspace: Workspace,
    args: readonly string[],
    environment: Record<string, string>,
    start: Workspace['startPlaywright'] = (given, settings) => workspace.start('conformance', given, settings),
  ): Promise<void> => {
    const settings = { GRAPH_TARGET: 'mock', GRAPH_TOKEN: canary, ...environment };
    const { stdout, stderr } = await start(args, settings).ended;
    for (const form of [canary, Buffer.from(canary).toString('base64').slice(0, 30), encodeURIComponent(canary)])
      expect(stdout + stderr).not.toContain(form);
    mkdirSync(join(workspace.folder, 'reports'), { recursive: true });
    expect(filesWithSecrets(join(workspace.folder, 'reports'), [canary])).toEqual([]);
  };

  test('after success', async ({ workspace }) => {
    const mock = await startMock({ token: canary });
    await secretFree(workspace, few, { GRAPH_BASE_URL: mock.baseUrl });
    expect(workspace.results().conformant).toBe(true);
    await mock.close();
  });

  test('after a refused connection', async ({ workspace }) => {
    await secretFree(workspace, few, { GRAPH_BASE_URL: 'http://127.0.0.1:9/beta' });
  });

  test('after time-outs', async ({ workspace }) => {
    const silent = await serveRaw((socket, request) =>
      request.includes('$top=1') ? socket.end(httpAnswer('200 OK', {}, '{}')) : undefined,
    );
    await secretFree(workspace, ['--grep', '@groupPolicyObjectFile'], {
      GRAPH_BASE_URL: silent.origin,
      GRAPH_DEADLINE_MS: '200',
    });
    await silent.close();
    expect(workspace.results().totals.claims.inconclusive).toBe(workspace.results().plan.claims);
  });

  test('when the server sends the token back everywhere', async ({ workspace }) => {
    const echo = await serveRaw((socket, request) => {
      const status = request.includes('$top=1') ? '200 OK' : '401 Unauthorized';
      const headers = {
        'content-type': 'application/json',
        'request-id': canary,
        'www-authenticate': `Bearer ${canary}`,
      };
      socket.end(httpAnswer(status, headers, JSON.stringify({ error: { code: canary, message: request } })));
    });
    await secretFree(workspace, ['--grep', '@groupPolicyObjectFile'], { GRAPH_BASE_URL: echo.origin });
    await echo.close();
    expect(workspace.results().conformant).toBe(false);
  });

  test('after a failed TLS handshake', async ({ workspace }) => {
    const plain = await serveRaw((socket) => socket.end());
    await secretFree(workspace, few, { GRAPH_BASE_URL: plain.origin.replace('http:', 'https:') });
    await plain.close();
  });

  test('when claims fail, and no trace is taken though it is asked for', async ({ workspace }) => {
    const mock = await startMock({ token: canary, faults: [{ name: 'answer-example' }] });
    const traced = ['test', '--grep', '@groupPolicyObjectFile', '--trace=on'];
    await secretFree(workspace, traced, { GRAPH_BASE_URL: mock.baseUrl }, workspace.startPlaywright);
    await mock.close();
    expect(workspace.results().totals.claims.fail).toBeGreaterThan(0);
    const files = readdirSync(join(workspace.folder, 'reports'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /trace|\.zip$/.test(name))).toEqual([]);
  });

  test('after an interruption', async ({ workspace }) => {
    let wakeUp = (): void => undefined;
    const isRunning = new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
    const silent = await serveRaw((socket, request) => {
      if (request.includes('$top=1')) socket.end(httpAnswer('200 OK', {}, '{}'));
      else wakeUp();
    });
    const running = workspace.start('conformance', few, {
      GRAPH_TARGET: 'mock',
      GRAPH_TOKEN: canary,
      GRAPH_BASE_URL: silent.origin,
    });
    await isRunning;
    running.interrupt();
    const { code, stdout, stderr } = await running.ended;
    await silent.close();
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain(canary);
    expect(filesWithSecrets(join(workspace.folder, 'reports'), [canary])).toEqual([]);
  });

  test('after a crash of the suite', async ({ workspace }) => {
    const mock = await startMock({ token: canary });
    writeFileSync(
      join(workspace.folder, 'src/send/perform.ts'),
      "export async function perform() { throw new Error('crash'); }\n",
    );
    await secretFree(workspace, ['--grep', '@groupPolicyObjectFile'], { GRAPH_BASE_URL: mock.baseUrl });
    await mock.close();
    expect(workspace.results().totals.claims.error).toBe(workspace.results().plan.claims);
  });
});
