import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { api } from '../../../../fixtures/api.ts';
import { createExplainedResults } from '../../../../fixtures/madeResults.ts';
import type { CaseReport } from '../../../../src/judge/caseReport.ts';
import { type ClaimRecord, recordOf } from '../../../../src/judge/claimRecord.ts';
import type { Outcome } from '../../../../src/judge/verdict.ts';
import { type PlannedCase, plan, titleKey } from '../../../../src/plan/plan.ts';
import { type AllureWriter, allureWriter } from '../../../../src/report/allure/allure.ts';
import { historyBefore } from '../../../../src/report/allure/allureHistory.ts';

const cases = plan(api, ['shape']).filter(({ documented }) => documented.resource === 'groupPolicyOperation');
const planned = cases[0] as PlannedCase;
const target = 'http://127.0.0.1:4010/beta';
const info = createExplainedResults({ cases: 1, claims: () => [] });

type Listener = NonNullable<AllureWriter['options']['listeners']>[number];
type AllureResult = Parameters<NonNullable<Listener['beforeTestResultWrite']>>[0];

/** A report in which the status comes to something, and everything else passes. */
function reportOf(status: Partial<ClaimRecord>, more: Partial<CaseReport> = {}): CaseReport {
  const claims = planned.claims.map((claim) => ({
    ...recordOf({ claim, outcome: 'pass' }),
    ...(claim.id === 'status' ? status : {}),
  }));
  return { id: planned.documented.id, claims, requests: 1, leftovers: [], repeated: [], drift: [], ...more };
}

/** What allure-playwright is made to write of a case with this report. */
function written(report: CaseReport | undefined, folder = 'nowhere'): AllureResult {
  const { options, onReport } = allureWriter(cases, info, folder);
  if (report) onReport(titleKey(planned.titles), report);
  const steps = planned.claims.map(({ text }) => ({ name: text, status: 'passed', statusDetails: {} }));
  const result = {
    fullName: ['conformance.spec.ts', ...planned.titles].join(' › '),
    labels: [{ name: 'host', value: 'machine' }],
    parameters: [{ name: 'Project', value: 'mock' }],
    links: [],
    steps,
    statusDetails: {},
  } as unknown as AllureResult;
  options.listeners?.[0]?.beforeTestResultWrite?.(result);
  return result;
}

const { text } = planned.claims.find(({ id }) => id === 'status') ?? { text: 'none' };
const reason = 'it throttles';

/** What the status comes to, and the status in Allure with the label by which its case is grouped. */
const groupings: readonly (readonly [
  status: Partial<ClaimRecord> & { verdict: Outcome },
  shown: string,
  by: object[],
])[] = [
  [{ verdict: 'pass' }, 'passed', []],
  [
    { verdict: 'fail', received: 'status 500' },
    'failed',
    [{ name: 'promise', value: `${text}; received: status 500` }],
  ],
  [{ verdict: 'fail', received: '"2026-01-01T00:00:00Z"' }, 'failed', [{ name: 'promise', value: text }]],
  [{ verdict: 'healed', reason }, 'passed', [{ name: 'because', value: reason }]],
  [{ verdict: 'deviation', reason }, 'passed', [{ name: 'because', value: reason }]],
  [{ verdict: 'inconclusive', reason }, 'broken', [{ name: 'because', value: reason }]],
  [{ verdict: 'skipped', reason }, 'skipped', [{ name: 'because', value: reason }]],
  [{ verdict: 'error', reason: 'a\n  b' }, 'broken', [{ name: 'because', value: 'a b' }]],
];

for (const [status, shown, by] of groupings) {
  const { verdict, received = '' } = status;
  test(`${verdict} ${received} is shown as ${shown}, with what cases are grouped by`, () => {
    const report = reportOf(status);
    const claims = report.claims.map((claim) => (verdict === 'skipped' ? { ...claim, ...status } : claim));
    const result = written({ ...report, claims });
    expect(result.status).toBe(shown);
    expect(result.labels).toContainEqual({ name: 'outcome', value: verdict });
    expect(result.labels.filter(({ name }) => name === 'promise' || name === 'because')).toEqual(by);
    expect(result.labels).not.toContainEqual(expect.objectContaining({ name: 'host' }));
  });
}

test('a test without a report is shown as broken', () => {
  const result = written(undefined);
  expect(result.status).toBe('broken');
  expect(result.labels).toContainEqual({ name: 'because', value: 'the test gave no verdicts' });
});

test('the history of a case depends on its target, and not on what it shows besides', () => {
  const drift = [{ type: 'groupPolicyOperation', property: 'more' }];
  const lasting = (result: AllureResult): object[] => result.parameters.filter(({ excluded }) => !excluded);
  const plain = written(reportOf({}));
  const noted = written(reportOf({ warning: 'second-delete', received: 'status 204' }, { drift }));
  expect(lasting(noted)).toEqual(lasting(plain));
  expect(plain.parameters).toEqual(lasting(plain));
  expect(plain.parameters).toContainEqual(expect.objectContaining({ name: 'target', value: target }));
  expect(noted.parameters).toContainEqual(
    expect.objectContaining({ name: 'not documented', value: 'groupPolicyOperation: more' }),
  );
  expect(noted.parameters).toContainEqual(
    expect.objectContaining({ name: 'let pass', value: `second-delete: ${text}: status 204` }),
  );
});

test('a step tells what its title does not, and the result tells it whole', () => {
  const failed = written(reportOf({ verdict: 'fail', expected: 'status 201', received: 'status 500' }));
  const step = failed.steps.find(({ name }) => name === text);
  expect(step).toMatchObject({ status: 'failed', statusDetails: { message: failed.statusDetails.message } });
  expect(failed.statusDetails.message).toContain('received: status 500');
  const open = written(reportOf({ verdict: 'inconclusive', reason }));
  expect(open.steps.find(({ name }) => name === text)).toMatchObject({ status: 'broken', statusDetails: {} });
  expect(open.statusDetails.message).toContain(`because:  ${reason}`);
});

test('Allure is told the verdict of the run, and why it is not conformant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allure-results-'));
  try {
    const { options, onResults } = allureWriter(cases, info, folder);
    onResults(createExplainedResults({ cases: 1, claims: () => [{ id: 'a', text: 'a', verdict: 'pass' }] }));
    expect(options.environmentInfo).toMatchObject({ verdict: 'CONFORMANT', target });
    expect(readdirSync(folder)).toEqual([]);
    const [broken, open] = (['fail', 'inconclusive'] as const).map((verdict) =>
      createExplainedResults({ cases: 1, claims: () => [{ id: 'a', text: 'a', verdict }] }),
    );
    for (const [results = info, verdict] of [
      [broken, 'NOT CONFORMANT'],
      [open, 'INCONCLUSIVE'],
    ] as const) {
      onResults({ ...results, reasons: ['1 claim is so', 'a shard\nis missing'] });
      expect(options.environmentInfo).toMatchObject({ verdict: `${verdict}: 1 claim is so; a shard is missing` });
      const [name = ''] = readdirSync(folder);
      expect(name).toMatch(/-globals\.json$/);
      expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toEqual({
        attachments: [],
        errors: [{ message: `${target} is ${verdict}:\n  1 claim is so\n  a shard\n    is missing` }],
      });
      rmSync(join(folder, name));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a run that is rendered again is one point of the history, and points are of no environment', () => {
  const md5 = (id: string): string => createHash('md5').update(id).digest('hex');
  const point = (uuid: string, id: string): string =>
    `${JSON.stringify({ uuid, testResults: { a: { id: md5(id), environment: 'default', labels: [] } } })}\n`;
  const before = `${point('1', 'x')}\n${point('2', 'y')}${point('3', 'z')}`;
  const left = historyBefore(['y', 'w'], before)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(left).toEqual([
    { uuid: '1', testResults: { a: { id: md5('x'), labels: [] } } },
    { uuid: '3', testResults: { a: { id: md5('z'), labels: [] } } },
  ]);
  expect(historyBefore([], '')).toBe('');
  expect(() => historyBefore([], '{"uuid":')).toThrow(SyntaxError);
});
