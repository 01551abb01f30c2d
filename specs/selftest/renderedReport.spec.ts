import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { browserMissing, isBrowserMissing, openBrowser } from '../../fixtures/browser.ts';
import { contentOmitted } from '../../fixtures/contentOmitted.ts';
import { createWorkspace, type Workspace } from '../../src/bench/workspace.ts';
import { startMock } from '../../src/mock/server.ts';

const selection = ['--grep', '@groupPolicyObjectFile '];
const request = 'POST /groupPolicyObjectFiles';

test.describe('the rendered report, in a browser', () => {
  test.describe.configure({ mode: 'serial', timeout: 240_000 });
  test.skip(isBrowserMissing, browserMissing);

  let workspace: Workspace;
  let browser: Browser;
  let page: Page;
  let token: string;
  let baseUrl: string;
  const asked: string[] = [];

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    workspace = createWorkspace();
    const mock = await startMock({
      faults: [contentOmitted],
    });
    ({ token, baseUrl } = mock);
    const kept = join(workspace.folder, 'embedded');
    expect(await workspace.run('conformance', selection)).toMatchObject({ code: 0 });
    cpSync(join(workspace.folder, 'reports/allure-results'), kept, { recursive: true });
    expect(await workspace.run('gate', ['--base-url', baseUrl, '--', ...selection])).toMatchObject({ code: 1 });
    await mock.close();
    for (const _run of ['the first', 'one with a history'])
      expect(await workspace.run('report', ['reports/allure-results', kept])).toMatchObject({ code: 0 });
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (sent) => asked.push(sent.url()));
    await page.goto(`file://${workspace.folder}/reports/allure-report/index.html`);
  });

  test.afterAll(async () => {
    await browser?.close();
    workspace.remove();
  });

  const text = (): Promise<string> => page.locator('body').innerText();

  test('shows the targets side by side, and cases by resource type and method', async () => {
    await expect(page.getByText(request).first()).toBeVisible();
    const shown = await text();
    expect(shown).toContain(`Environment: "${new URL(baseUrl).host} beta"`);
    expect(shown).toContain('Environment: "the embedded mock"');
    for (const group of ['groupPolicyObjectFile', 'GET', 'POST', 'PATCH', 'DELETE', 'protocol', 'lifecycle'])
      expect(shown).toContain(group);
  });

  test('tells a failing claim whole', async () => {
    await page.getByText(request).first().click();
    await expect(page.getByText('content is returned').first()).toBeVisible();
    const shown = await text();
    expect(shown).toContain('expected: Edm.String');
    expect(shown).toContain('received: nothing at /content');
    expect(shown).toContain(`again:    GRAPH_TARGET=mock GRAPH_BASE_URL=${baseUrl} npm run conformance -- --only`);
    expect(shown).toContain('curl -i -X POST');
    expect(shown).toMatch(/History\s*1/);
  });

  test('leads to the page of the documentation', async () => {
    const links = await page
      .locator('a[href^="https://learn.microsoft.com"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toContainEqual(expect.stringContaining('grouppolicyobjectfile-create'));
  });

  test('shows the request and its answer as an HTTP exchange, without the token', async () => {
    await page.getByText('Attachments', { exact: false }).first().click();
    await page.getByText('request and answer').first().click();
    await page
      .getByText(/^Headers \(/)
      .first()
      .click();
    await expect(page.getByText('Bearer [redacted]').first()).toBeVisible();
    expect(await text()).toContain('/deviceManagement/groupPolicyObjectFiles');
    expect(await page.content()).not.toContain(token);
  });

  test('is shown by the browser that a person has chosen', async () => {
    const opened = join(workspace.folder, 'opened.txt');
    const chosen = join(workspace.folder, 'browser.sh');
    writeFileSync(chosen, `#!/bin/sh\nprintf %s "$1" > "${opened}"\n`, { mode: 0o755 });
    expect(await workspace.run('report', ['--open'], { BROWSER: chosen })).toMatchObject({ code: 0 });
    await expect
      .poll(() => existsSync(opened) && readFileSync(opened, 'utf8'))
      .toMatch(/\/allure-report\/index\.html$/);
    const nothing = await workspace.run('report', ['--open'], { BROWSER: join(workspace.folder, 'none') });
    expect(nothing.stderr).toContain('cannot be run; open reports/allure-report/index.html yourself');
    expect(nothing.code).toBe(64);
  });

  test('asks nobody for anything', () => {
    expect(asked.filter((url) => !/^(?:file|data|blob):/.test(url))).toEqual([]);
  });
});
