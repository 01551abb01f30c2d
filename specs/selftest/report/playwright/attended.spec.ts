import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { browserMissing, isBrowserMissing, openBrowser } from '../../../../fixtures/browser.ts';
import { contentOmitted } from '../../../../fixtures/contentOmitted.ts';
import { casesNamed, embeddedSuite } from '../../../../fixtures/rehearsal.ts';
import { connectTestServer } from '../../../../fixtures/testServer.ts';
import { runInUiMode, uiMode, withoutWindow } from '../../../../fixtures/uiMode.ts';
import { createWorkspace, type Running, type Workspace } from '../../../../src/bench/workspace.ts';
import { type Mock, startMock } from '../../../../src/mock/server.ts';
import { titleKey } from '../../../../src/plan/plan.ts';
import { filesWithSecrets } from '../../../../src/report/guard/guard.ts';
import { embeddedToken } from '../../../../src/settings/target.ts';

const token = 'canary-token-Q0FOQVJZLTAxMjM0NTY3ODk';
const request = 'POST /groupPolicyObjectFiles';
const claims = ['The status is 201 Created', 'content is returned', 'content comes back as sent'];
const broken = ['content is returned', 'expected: Edm.String', 'received: nothing at /content'];

/** What a page comes to show. */
const soon = expect.configure({ timeout: 60_000 });

function settingsFor({ baseUrl }: Mock): Record<string, string> {
  return { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: baseUrl, GRAPH_TOKEN: token };
}

/** Playwright starts one process after the other in the same folder, so that it has to compile the suite but once. */
test.describe('where a person chooses what is run', () => {
  test.describe.configure({ mode: 'default', timeout: 240_000 });

  let workspace: Workspace;
  let last: Map<string, string>;
  let running: Running | undefined;

  /** The files of a folder with what they hold, but for what Playwright itself writes. */
  const filesBelow = (): Map<string, string> =>
    new Map(
      readdirSync(join(workspace.folder, 'reports'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('test-results'))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [file, readFileSync(file, 'utf8')]),
    );
  const traces = (): string[] =>
    readdirSync(join(workspace.folder, 'reports'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /trace|\.zip$/.test(name),
    );

  test.beforeAll(() => {
    workspace = createWorkspace();
    const reports = join(workspace.folder, 'reports');
    for (const name of ['evidence', 'allure-results', 'ledger']) mkdirSync(join(reports, name), { recursive: true });
    for (const name of ['results.json', 'conformance.md', 'evidence/a.json.gz', 'allure-results/a-result.json'])
      writeFileSync(join(reports, name), `${name} of the last run`);
    last = filesBelow();
  });

  test.beforeEach(() => {
    rmSync(join(workspace.folder, 'reports/test-results'), { recursive: true, force: true });
  });

  test.afterEach(() => {
    running?.kill('SIGKILL');
    expect(filesBelow()).toEqual(last);
    expect(filesWithSecrets(join(workspace.folder, 'reports'), [token])).toEqual([]);
  });

  test.afterAll(() => workspace.remove());

  test.describe('in UI mode', () => {
    test.skip(isBrowserMissing, browserMissing);
    let browser: Browser;
    let page: Page;

    test.beforeAll(async () => {
      browser = await openBrowser();
      page = await browser.newPage();
      page.setDefaultTimeout(60_000);
    });

    test.afterAll(() => browser?.close());

    test('a right server is green, with the claims as steps', async () => {
      running = workspace.startPlaywright(['test', ...uiMode], { ...withoutWindow, [embeddedToken]: token });
      const { status, steps, errors } = await runInUiMode(running, page, `@shape ${request}`, request);
      await soon(status).toHaveText('1/1 (100%) — 1 passed');
      for (const claim of claims) await soon(steps).toContainText(claim);
      await soon(errors).toHaveText('No errors');
      running.interrupt();
      await running.ended;
      expect(traces()).not.toEqual([]);
    });

    test('a wrong server is red with what came, no trace is taken, and the command gives no verdict', async () => {
      const wrong = await startMock({ token, faults: [contentOmitted] });
      running = workspace.start('conformance', ['--only', 'groupPolicyObjectFile/create', ...uiMode], {
        ...withoutWindow,
        ...settingsFor(wrong),
      });
      const { status, errors } = await runInUiMode(running, page, '@shape', request);
      await soon(status).toHaveText('1/1 (100%) — 1 failed');
      for (const part of broken) await soon(errors).toContainText(part);
      running.interrupt();
      const { code, stderr } = await running.ended;
      await wrong.close();
      expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining('no verdict of a run') });
      expect(traces()).toEqual([]);
    });
  });

  test('in an editor all cases are listed, and each is shown as it is judged', async () => {
    const right = await startMock({ token });
    const capabilities = join(workspace.folder, 'capabilities.json');
    writeFileSync(capabilities, JSON.stringify({ types: ['groupPolicyObjectFile'] }));
    running = workspace.startPlaywright(['test-server', '-c', 'playwright.config.ts'], {
      ...settingsFor(right),
      GRAPH_CAPABILITIES: capabilities,
      FORCE_COLOR: '1',
    });
    const editor = await connectTestServer(running);
    const listed = await editor.list();
    expect(new Set(listed.map(({ titles }) => titleKey(titles)))).toEqual(
      new Set(embeddedSuite.plan.map(({ titles }) => titleKey(titles))),
    );
    const [create, unclaimed] = casesNamed('groupPolicyObjectFile/create#1', 'groupPolicyOperation/list#1').map(
      ({ titles }) => listed.find((one) => titleKey(one.titles) === titleKey(titles))?.id ?? '',
    ) as [string, string];

    const [passed, skipped] = await editor.run(create, unclaimed);
    expect(passed).toMatchObject({ status: 'passed', errors: [], steps: expect.arrayContaining(claims) });
    const annotations = ['skip: the target serves no groupPolicyOperation'];
    expect(skipped).toMatchObject({ status: 'skipped', errors: [], annotations });

    await right.close();
    const wrong = await startMock({ port: Number(new URL(right.baseUrl).port), token, faults: [contentOmitted] });
    const [failed] = await editor.run(create);
    expect(failed?.status).toBe('failed');
    for (const part of broken) expect(failed?.errors.join()).toContain(part);
    await wrong.close();

    await editor.close();
    expect(traces()).toEqual([]);
  });
});
