import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { browserMissing, isBrowserMissing, openBrowser } from '../../../../fixtures/browser.ts';
import { payloads, poison, trap } from '../../../../fixtures/payloads.ts';
import { withIdsBeginning } from '../../../../fixtures/strangeIds.ts';
import { createWorkspace, type Ended, type Workspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { startFront } from '../../../../src/tenant/front.ts';

const mark = 'gpconf-escape';
const cases =
  'Create groupPolicyOperation POST|Update groupPolicyOperation PATCH|Delete groupPolicyOperation: refusals';

test.describe('what a server says is shown, and nothing acts upon it', () => {
  test.describe.configure({ mode: 'serial', timeout: 180_000 });

  let workspace: Workspace;
  let ended: Ended;

  test.beforeAll(async () => {
    workspace = createWorkspace();
    const mock = await startMock();
    const { ask, tell } = withIdsBeginning(`../../${mark}/<img src=x onerror="${trap}(0)">`);
    const poisoned = poison();
    const front = await startFront(mock, { ask, tell: (answer, request) => poisoned(tell(answer, request)) });
    ended = await workspace.run('conformance', ['--workers=1', '--grep', cases], {
      GRAPH_TARGET: 'mock',
      GRAPH_BASE_URL: front.baseUrl,
      FORCE_COLOR: '1',
    });
    await front.close();
    await mock.close();
  });

  test.afterAll(() => workspace.remove());

  test('the run is judged, and most payloads are in its verdicts', () => {
    expect(ended.code).toBe(1);
    const { totals, cases: records, drift } = workspace.results();
    expect(totals.claims.error).toBe(0);
    const texts = JSON.stringify([records, drift]);
    const found = payloads.filter((payload) => texts.includes(JSON.stringify(JSON.stringify(payload)).slice(4, 20)));
    expect(found.length).toBeGreaterThan(payloads.length / 2);
  });

  test('the console shows them without control characters, commands to a CI system or forged lines', () => {
    const text = ended.stdout + ended.stderr;
    expect(text).toContain('onerror=');
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##\w*\[/);
    expect(text).not.toMatch(/^\s*CONFORMANT/m);
  });

  test('no file has an id of the server in its name', () => {
    const names = readdirSync(workspace.folder, { recursive: true, encoding: 'utf8' });
    expect(names.some((name) => name.startsWith('reports/allure-results/'))).toBe(true);
    expect(names.filter((name) => name.includes(mark))).toEqual([]);
    expect(readdirSync(join(workspace.folder, '..')).filter((name) => name.includes(mark))).toEqual([]);
  });

  test('the report shows them as text', async () => {
    test.skip(isBrowserMissing, browserMissing);
    expect(await workspace.run('report')).toMatchObject({ code: 0 });
    const browser = await openBrowser();
    try {
      await openEverything(browser, `file://${workspace.folder}/reports/allure-report/index.html`);
    } finally {
      await browser.close();
    }
  });
});

/** What a report shows besides its results. */
const tabs = [
  ['categories', 'The target breaks a promise'],
  ['charts', 'Cases of this run'],
] as const;

/** Opens every result of a report with all its steps and attachments, and looks whether a payload was executed or loaded anything. */
async function openEverything(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  const sprung: unknown[] = [];
  const loaded: string[] = [];
  await page.exposeBinding(trap, (_source, by) => sprung.push(by));
  page.on('dialog', () => sprung.push('a dialog'));
  page.on('popup', () => sprung.push('a window'));
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(url);
  await page.getByTestId('tree-leaf').first().click();
  const count = Number((await page.getByTestId('test-result-nav-current').textContent())?.split('/')[1]);
  expect(count).toBe(3);
  let seen = '';
  for (let number = 1; number <= count; number += 1) {
    await expect(page.getByTestId('test-result-nav-current')).toContainText(`${number}/`);
    seen += await showAll(page);
    if (number < count) await page.getByTestId('test-result-nav-next').click();
  }
  for (const [tab, shows] of tabs) {
    await page.goto(`${url}#${tab}`);
    await expect(page.getByText(shows)).toBeVisible();
  }
  expect(seen).toContain('<img src=x onerror=');
  expect(seen).toContain('<script>');
  expect(seen).toMatch(/→\s*\d{3}/);
  expect(page.url()).toContain(url);
  expect(loaded.filter((address) => !/^(?:file|data|blob):/.test(address))).toEqual([]);
  expect(sprung).toEqual([]);
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('div'), { innerHTML: ${JSON.stringify(payloads[0])} }))`,
  );
  await expect.poll(() => sprung, 'the trap works').toEqual([1]);
}

/** Opens what a result has attached; gives all that is to be read then. */
async function showAll(page: Page): Promise<string> {
  for (const attachment of await page.getByTestId('test-result-attachment-header').all()) {
    await attachment.click();
    await expect(page.locator('body')).toContainText(/→\s*\d{3}/);
  }
  return page.locator('body').innerText();
}
