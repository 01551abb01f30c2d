import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { browserMissing, isBrowserMissing, openBrowser } from '../../../../fixtures/browser.ts';
import { contentOmitted } from '../../../../fixtures/contentOmitted.ts';
import { createWorkspace, type Workspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';

const selection = ['--grep', '@groupPolicyObjectFile '];
const request = 'POST /groupPolicyObjectFiles';
const index = 'reports/allure-report/index.html';
/** The report of the first run, when there was no history. */
const first = 'first.html';

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
    const kept = join(workspace.folder, 'embedded');
    expect(await workspace.run('conformance', ['--only', 'groupPolicyObjectFile/get#1'])).toMatchObject({ code: 0 });
    cpSync(join(workspace.folder, 'reports/allure-results'), kept, { recursive: true });

    const right = await startMock();
    ({ token, baseUrl } = right);
    const gate = ['--base-url', baseUrl, '--', ...selection];
    expect(await workspace.run('gate', gate)).toMatchObject({ code: 0 });
    await right.close();
    const wrong = await startMock({ port: Number(new URL(baseUrl).port), token, faults: [contentOmitted] });
    expect(await workspace.run('report')).toMatchObject({ code: 0 });
    cpSync(join(workspace.folder, index), join(workspace.folder, first));
    expect(await workspace.run('gate', gate)).toMatchObject({ code: 1 });
    await wrong.close();
    expect(await workspace.run('report', ['reports/allure-results', kept])).toMatchObject({ code: 0 });
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (sent) => asked.push(sent.url()));
    await page.goto(addressOf(index));
  });

  test.afterAll(async () => {
    await browser?.close();
    workspace.remove();
  });

  const text = (): Promise<string> => page.locator('body').innerText();
  const addressOf = (file: string): string => `file://${join(workspace.folder, file)}`;
  const trend = (): Locator => page.locator('[class*="widget"]').filter({ hasText: 'Cases from run to run' }).last();

  /** What the trend shows of each run: the statuses that have a bar, and the numbers that it tells where it is pointed at. */
  async function runsInTrend(): Promise<{ bars: (string | null)[]; told: string }[]> {
    await expect(trend().getByTestId('group').first()).toBeVisible();
    const runs = [];
    for (const [at, group] of (await trend().getByTestId('group').all()).entries()) {
      const bars = await group.getByTestId('bar').evaluateAll((all) => all.map((one) => one.getAttribute('data-id')));
      await trend().getByTestId('hover-rect').nth(at).hover();
      const told = await page.getByTestId('chart-tooltip').innerText();
      runs.push({ bars, told: told.replaceAll(/\s+/g, ' ') });
    }
    return runs;
  }

  test('shows the targets side by side, and cases by resource type and method', async () => {
    await expect(page.getByText(request).first()).toBeVisible();
    const shown = await text();
    expect(shown).toContain(`Environment: "${new URL(baseUrl).host} beta"`);
    expect(shown).toContain('Environment: "the embedded mock"');
    expect(shown).not.toMatch(/^target$/m);
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

  test('groups what is broken by the promise, and says why the run is not conformant', async () => {
    await page.goto(addressOf(`${index}#categories`));
    await expect(page.getByText('The target breaks a promise')).toBeVisible();
    await expect(page.getByText('content is returned; received: nothing')).toBeVisible();
    await page.getByText('Global Errors').click();
    await expect(page.getByText(`${baseUrl} is NOT CONFORMANT:`)).toBeVisible();
    await expect(page.getByText('1 claim is broken')).toBeVisible();
  });

  test('shows the trend from run to run, of all targets and of each', async () => {
    await page.goto(addressOf(`${index}#charts`));
    const all = await runsInTrend();
    expect(all.map(({ bars }) => bars)).toEqual([['passed'], ['passed', 'failed']]);
    expect(all[0]?.told).toMatch(/Failed (?:0|-) Broken (?:0|-) Passed 11 /);
    expect(all[1]?.told).toMatch(/^Latest .*Failed 1 Broken (?:0|-) Passed 11 /);
    await page.getByTestId('environment-picker-button').click();
    await page
      .getByText(`${new URL(baseUrl).host} beta`)
      .last()
      .click();
    await expect.poll(async () => (await runsInTrend())[1]?.told).toMatch(/Failed 1 Broken (?:0|-) Passed 10 /);
    expect((await runsInTrend())[0]?.told).toMatch(/Passed 11 /);
  });

  test('says of a first run that there is no trend yet', async () => {
    await page.goto(addressOf(`${first}#charts`));
    await expect(trend()).toContainText('No history information available');
    await expect(page.getByText('Cases of this run')).toBeVisible();
    await page.goto(addressOf(first));
    await expect(page.getByText('CONFORMANT', { exact: true })).toBeVisible();
    expect(await text()).toMatch(/^target$/m);
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

  test('has one point in the history for each run, however often it is rendered', () => {
    const history = readFileSync(join(workspace.folder, 'reports/history.jsonl'), 'utf8');
    expect(history.trimEnd().split('\n')).toHaveLength(2);
  });

  test('asks nobody for anything', () => {
    expect(asked.filter((url) => !/^(?:file|data|blob):/.test(url))).toEqual([]);
  });
});
