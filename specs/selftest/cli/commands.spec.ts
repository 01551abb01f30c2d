import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { httpAnswer, serveRaw } from '../../../fixtures/rawServer.ts';
import { ownedByRun } from '../../../src/cli/run/reports.ts';
import { startMock } from '../../../src/mock/server.ts';

test.setTimeout(180_000);

const seeds = 'Create groupPolicyOperation POST|Update groupPolicyOperation PATCH|Update groupPolicyDefinition PATCH';
const few = ['--grep', seeds];

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
  expect(stdout).toMatch(
    /^[^\n]*\nINCONCLUSIVE: nothing of the service could be judged \(network\): no server answers/,
  );
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

test('what a policy lets pass is told, and no failure; another stance makes it one', async ({ workspace }) => {
  const mock = await startMock({ faults: [{ name: 'delete-twice' }] });
  const target = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl };
  const selection = ['--grep', 'Delete groupPolicyObjectFile'];
  const lenient = await workspace.run('conformance', selection, target);
  expect(lenient.stdout).toMatch(
    /^Not kept, and let pass by policy \(GRAPH_POLICIES\):\n {2}second-delete: 1 claim, such as "A second DELETE does not find it": status 204 /m,
  );
  expect(lenient.code).toBe(0);
  const allure = join(workspace.folder, 'reports/allure-results');
  const shown = readdirSync(allure).map((name) => readFileSync(join(allure, name), 'utf8'));
  expect(shown.filter((text) => text.includes('second-delete: A second DELETE does not find it')).length).toBe(1);
  const strict = await workspace.run('conformance', selection, { ...target, GRAPH_POLICIES: 'second-delete=fail' });
  await mock.close();
  expect(strict.stdout).toContain('FAIL in 1 case: A second DELETE does not find it');
  expect(strict.code).toBe(1);
});

test('a wrong setting is one sentence, and nothing is run', async ({ workspace }) => {
  const { code, stderr, stdout } = await workspace.run('conformance', [], { GRAPH_TARGET: 'prod' });
  expect(code).toBe(64);
  expect(stderr).toBe('conformance: GRAPH_TARGET is "prod"; it must be embedded or mock or live\n');
  expect(stdout).toBe('');
});

test.describe('deviations that must not be used stop the run before the first request', () => {
  const day = (later: number): string => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
  const entry = {
    target: 'embedded',
    contract: 'groupPolicyObjectFile/create',
    claim: 'status',
    because: 'because it is so',
    evidence: 'https://example.org',
    owner: 'o',
    since: day(-1),
    reviewBy: day(1),
  };
  const { owner: _owner, ...unowned } = entry;
  const files: readonly [what: string, content: unknown, says: string][] = [
    ['about no claim', { deviations: [{ ...entry, contract: 'nothing/*' }] }, 'no such claim is planned'],
    [
      'about no claim, past their review',
      { deviations: [{ ...entry, contract: 'nothing/*', reviewBy: day(-1) }] },
      'no such claim is planned',
    ],
    ['without an owner', { deviations: [unowned] }, "known.json/deviations/0: must have required property 'owner'"],
    ['of a strange target', { deviations: [{ ...entry, target: 'mok' }] }, 'known.json/deviations/0/target: must be'],
    ['about every claim', { deviations: [{ ...entry, claim: '**' }] }, 'known.json/deviations/0/claim: must match'],
    ['that excuse anything', { deviations: [{ ...entry, instead: {} }] }, 'known.json/deviations/0/instead: must NOT'],
    [
      'on no calendar',
      { deviations: [{ ...entry, since: '2026-02-30' }] },
      'known.json/deviations/0/since: must match',
    ],
    ['in no list', null, 'known.json: must be object'],
    ['in no JSON', undefined, 'known.json is no JSON'],
  ];
  for (const [what, content, says] of files) {
    test(what, async ({ workspace }) => {
      writeFileSync(join(workspace.folder, 'known.json'), JSON.stringify(content) ?? '{');
      const ended = await workspace.run('conformance', few, { GRAPH_DEVIATIONS: 'known.json' });
      expect(ended).toMatchObject({ code: 64, stdout: '' });
      expect(ended.stderr).toContain(says);
      expect(ended.stderr).not.toMatch(/^ +at /m);
    });
  }

  const allowed: readonly [what: string, reviewBy: string, verdict: string, says: RegExp][] = [
    ['in date', day(60), 'healed', /^CONFORMANT; 1 claim healed: delete the recorded deviation$/m],
    ['to be reviewed soon', day(20), 'healed', /^ {2}1 deviation is to be reviewed by /m],
    [
      'past their review',
      day(-1),
      'pass',
      /^ {2}1 deviation counts for nothing, because its review was due by .*\(o\)/m,
    ],
  ];
  for (const [what, reviewBy, verdict, says] of allowed) {
    test(`but not ${what}`, async ({ workspace }) => {
      writeFileSync(
        join(workspace.folder, 'known.json'),
        JSON.stringify({ deviations: [{ ...entry, since: day(-90), reviewBy }] }),
      );
      const one = ['--only', 'groupPolicyObjectFile/create#1'];
      const ended = await workspace.run('conformance', one, { GRAPH_DEVIATIONS: 'known.json' });
      expect(ended.code, ended.stderr).toBe(0);
      expect(ended.stdout).toMatch(says);
      const { cases, decision } = workspace.results();
      expect(decision).toBe('conformant');
      expect(cases[0]?.claims.find(({ id }) => id === 'status')?.verdict).toBe(verdict);
      expect(await workspace.run('verify', ['reports'])).toMatchObject({ code: 0 });
    });
  }

  test('in no file', async ({ workspace }) => {
    const ended = await workspace.run('conformance', few, { GRAPH_DEVIATIONS: '.' });
    expect(ended).toMatchObject({
      code: 64,
      stderr: 'conformance: GRAPH_DEVIATIONS is ".", which is a folder, not a file\n',
    });
  });
});

test('a selection that fits nothing is not conformant, and says from what it selects', async ({ workspace }) => {
  const { code, stdout, stderr } = await workspace.run('conformance', ['--grep', 'no such case']);
  expect(stderr).toMatch(
    /^conformance: --grep "no such case" selects none of \d+ cases, which have titles and tags such as /,
  );
  expect(stdout).toContain('INCONCLUSIVE: no case was planned');
  expect(code).toBe(2);
  expect(workspace.results().conformant).toBe(false);
});

test('a run clears what the last one wrote, and nothing that another command wrote', async ({ workspace }) => {
  const args = ['--only', 'groupPolicyOperation/get#1', '--shard=1/1'];
  expect(await workspace.run('conformance', args)).toMatchObject({ code: 0 });
  const reports = join(workspace.folder, 'reports');
  expect(readdirSync(reports).filter((name) => !ownedByRun.includes(name))).toEqual([]);
  writeFileSync(join(reports, 'mutants.json'), '{}');
  writeFileSync(join(reports, 'junit.xml'), 'old');
  await workspace.run('conformance', ['--grep', 'no such case']);
  expect(readFileSync(join(reports, 'mutants.json'), 'utf8')).toBe('{}');
  expect(readFileSync(join(reports, 'junit.xml'), 'utf8')).not.toBe('old');
  expect(readdirSync(reports)).not.toContain('blob-report');
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

test('a folder without results gives no report, and takes none away', async ({ workspace }) => {
  const last = join(workspace.folder, 'reports/allure-report');
  mkdirSync(last, { recursive: true });
  writeFileSync(join(last, 'index.html'), 'the last one');
  writeFileSync(join(workspace.folder, 'reports/results.json'), '{}');
  expect(await workspace.run('report', ['reports'])).toMatchObject({
    code: 64,
    stderr: expect.stringMatching(/^report: no results in reports; expected Allure's …-result\.json: .*\n$/),
  });
  expect(readFileSync(join(last, 'index.html'), 'utf8')).toBe('the last one');
});

test('a report without a run is told', async ({ workspace }) => {
  expect(await workspace.run('report')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('run npm run conformance first'),
  });
});
