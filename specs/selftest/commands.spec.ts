import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';
import { pages } from '../../fixtures/pages.ts';
import { httpAnswer, serveRaw } from '../../fixtures/rawServer.ts';
import type { Workspace } from '../../src/bench/workspace.ts';
import { startMock } from '../../src/mock/server.ts';
import { filesWithSecrets } from '../../src/report/guard.ts';

test.setTimeout(180_000);

const seeds = 'Create groupPolicyOperation POST|Update groupPolicyOperation PATCH|Update groupPolicyDefinition PATCH';
const few = ['--grep', seeds];
const canary = 'canary-token-Q0FOQVJZLTAxMjM0NTY3ODk';

test('the nine requests of three pages are judged against the embedded mock', async ({ workspace }) => {
  const { code, stdout } = await workspace.run('conformance', few);
  expect(stdout).toContain('CONFORMANT');
  expect(code).toBe(0);
  const { plan, totals, conformant, cases } = workspace.results();
  expect({ cases: plan.cases, conformant, claims: totals.claims.pass === plan.claims }).toEqual({
    cases: 9,
    conformant: true,
    claims: true,
  });
  expect(plan.claims).toBeGreaterThan(150);
  expect(cases.flatMap(({ leftovers }) => leftovers)).toEqual([]);
});

test('a mock server gives the same verdicts as the embedded mock, with or without /beta in the base URL', async ({
  workspace,
}) => {
  const mock = await startMock();
  const verdicts = async (environment: Record<string, string>): Promise<unknown> => {
    expect(await workspace.run('conformance', few, environment)).toMatchObject({ code: 0 });
    return workspace.results().cases.map(({ id, verdict, claims }) => [id, verdict, claims]);
  };
  try {
    const embedded = await verdicts({});
    for (const base of [mock.baseUrl, mock.baseUrl.replace(/\/beta$/, '')]) {
      expect(await verdicts({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: base })).toEqual(embedded);
    }
  } finally {
    await mock.close();
  }
});

test('a closed port is told before the first case', async ({ workspace }) => {
  const closed = await serveRaw(() => undefined);
  await closed.close();
  const { code, stderr, stdout } = await workspace.run('conformance', few, {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: `${closed.origin}/beta`,
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /no server answers at http:.*: the connection was refused \(ECONNREFUSED\); start it, or correct GRAPH_BASE_URL/,
  );
  expect(stdout).toBe('');
});

test('a server that finds nothing is told before the first case', async ({ workspace }) => {
  const nothing = await serveRaw((socket) => socket.end(httpAnswer('404 Not Found', {}, '')));
  const { code, stderr } = await workspace.run('conformance', few, {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: nothing.origin,
  });
  await nothing.close();
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /none of the 7 documented entity sets is served there .*; is GRAPH_BASE_URL the base of the server\?/,
  );
});

test('a server that refuses the token is told before the first case', async ({ workspace }) => {
  const mock = await startMock({ token: 'another' });
  const { code, stderr } = await workspace.run('conformance', few, {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: mock.baseUrl,
  });
  await mock.close();
  expect(code).toBe(2);
  expect(stderr).toContain('answered 401 (unauthenticated); set GRAPH_TOKEN');
});

test('a server that answers every request with the example of its page is not conformant', async ({ workspace }) => {
  const mock = await startMock({ faults: [{ name: 'answer-example' }] });
  const { code, stdout } = await workspace.run('conformance', ['--grep', '@groupPolicyObjectFile'], {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: mock.baseUrl,
  });
  await mock.close();
  expect(code).toBe(1);
  expect(stdout).toContain('content comes back as sent');
  expect(stdout).toMatch(/NOT CONFORMANT: \d+ claims are broken/);
});

test('what no page documents is listed, and is no failure', async ({ workspace }) => {
  const mock = await startMock({ faults: [{ name: 'show-more' }] });
  const { code, stdout } = await workspace.run('conformance', ['--grep', '@groupPolicyObjectFile'], {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: mock.baseUrl,
  });
  await mock.close();
  expect(code).toBe(0);
  expect(stdout).toContain('  groupPolicyObjectFile: newBetaComplex, newBetaProperty\n');
  const seen = ['newBetaComplex', 'newBetaProperty'];
  expect(workspace.results().drift).toEqual(seen.map((property) => ({ type: 'groupPolicyObjectFile', property })));
});

test('a wrong setting is one sentence, and nothing is run', async ({ workspace }) => {
  const { code, stderr, stdout } = await workspace.run('conformance', [], { GRAPH_TARGET: 'prod' });
  expect(code).toBe(64);
  expect(stderr).toBe('conformance: GRAPH_TARGET is "prod"; it must be embedded or mock or live\n');
  expect(stdout).toBe('');
});

test('a deviation that fits nothing stops the run before the first request', async ({ workspace }) => {
  const entry = {
    target: 'embedded',
    contract: 'nothing/*',
    claim: 'status',
    because: 'because it is so',
    evidence: 'https://example.org',
    owner: 'o',
    since: '2026-01-01',
    reviewBy: '2026-02-01',
  };
  writeFileSync(join(workspace.folder, 'deviations.json'), JSON.stringify({ deviations: [entry] }));
  const { code, stderr } = await workspace.run('conformance', few, { GRAPH_DEVIATIONS: 'deviations.json' });
  expect(code).toBe(64);
  expect(stderr).toContain('no such claim is planned');
});

test('a selection that fits nothing is not conformant', async ({ workspace }) => {
  const { code } = await workspace.run('conformance', ['--grep', 'no such case']);
  expect(code).not.toBe(0);
});

test('the list reads like a table of contents', async ({ workspace }) => {
  const { code, stdout } = await workspace.run('conformance', ['--list', '--grep', '@groupPolicyOperation']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /groupPolicyOperation › Delete groupPolicyOperation › DELETE \/groupPolicyConfigurations\/\{id\}/,
  );
  expect(stdout).toContain('11 tests');
});

test('a broken claim fails the run, is told with its place, and shows in every report', async ({ workspace }) => {
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const mock = await startMock({ faults: [{ name: 'omit', scope: { method: 'POST', path, property: 'content' } }] });
  const { code, stdout } = await workspace.run('conformance', ['--grep', 'Create groupPolicyObjectFile POST'], {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: mock.baseUrl,
  });
  await mock.close();
  expect(code).toBe(1);
  expect(stdout).toContain(
    'FAIL in 1 case: content is returned\n  expected: Edm.String\n  received: nothing at /content\n',
  );
  const [record] = workspace.results().cases;
  expect(record?.claims.filter(({ verdict }) => verdict === 'fail')).toMatchObject([
    { id: 'returned/content', pointer: '/content' },
  ]);
  const folder = join(workspace.folder, 'reports/allure-results');
  const allure = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  expect(allure).toHaveLength(1);
  expect(allure[0]).toMatchObject({
    status: 'failed',
    statusDetails: { message: expect.stringContaining('content is returned') },
  });
  expect(allure[0].steps.find((step: { name: string }) => step.name === 'content is returned')).toMatchObject({
    status: 'failed',
  });
  expect(allure[0].links[0].url).toContain('grouppolicyobjectfile-create');
});

test('the report is one file that opens without network', async ({ workspace }) => {
  await workspace.run('conformance', ['--grep', 'Get groupPolicyObjectFile']);
  const { code, stdout } = await workspace.run('report');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'reports/allure-report/index.html\n' });
  const html = readFileSync(join(workspace.folder, 'reports/allure-report/index.html'), 'utf8');
  expect(html).not.toContain('googletagmanager');
  expect(html.match(/<(?:script|link|img)[^>]+(?:src|href)="https?:[^"]*"/g)).toBeNull();
});

test('a report without a run is told', async ({ workspace }) => {
  expect(await workspace.run('report')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('run npm run conformance first'),
  });
});

test.describe('no secret is in any output', () => {
  const secretFree = async (
    workspace: Workspace,
    args: readonly string[],
    environment: Record<string, string>,
  ): Promise<void> => {
    const { stdout, stderr } = await workspace.run('conformance', args, {
      GRAPH_TARGET: 'mock',
      GRAPH_TOKEN: canary,
      ...environment,
    });
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

  test('when claims fail, also with traces forced on', async ({ workspace }) => {
    const mock = await startMock({ token: canary, faults: [{ name: 'answer-example' }] });
    await secretFree(workspace, ['--grep', '@groupPolicyObjectFile', '--trace=on'], { GRAPH_BASE_URL: mock.baseUrl });
    await mock.close();
    expect(workspace.results().totals.claims.fail).toBeGreaterThan(0);
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
      join(workspace.folder, 'src/graph/script/perform.ts'),
      "export async function perform() { throw new Error('crash'); }\n",
    );
    await secretFree(workspace, ['--grep', '@groupPolicyObjectFile'], { GRAPH_BASE_URL: mock.baseUrl });
    await mock.close();
    expect(workspace.results().totals.claims.error).toBe(workspace.results().plan.claims);
  });
});

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
      /pages\/demo-sample-samplecolour\.md:9: the value "one" of green; expected a whole number\n1 reasons .* nothing was written/,
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
