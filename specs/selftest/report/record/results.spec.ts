import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { api } from '../../../../fixtures/api.ts';
import { contractsFolder } from '../../../../src/contracts/load.ts';
import type { CaseReport } from '../../../../src/judge/caseReport.ts';
import { recordOf } from '../../../../src/judge/claimRecord.ts';
import type { Outcome } from '../../../../src/judge/verdict.ts';
import { createAjv } from '../../../../src/model/schemas.ts';
import { type PlannedCase, plan } from '../../../../src/plan/plan.ts';
import { summarise } from '../../../../src/report/console/summary.ts';
import { buildResults } from '../../../../src/report/record/buildResults.ts';
import type { Results, RunInfo } from '../../../../src/report/record/results.ts';
import { lastingText, volatileFields } from '../../../../src/report/record/unstableFields.ts';

const planned = plan(api, ['shape']).filter(({ documented }) => documented.resource === 'groupPolicyOperation');
const info: RunInfo = {
  suite: { name: 'suite', version: '0.0.0' },
  contracts: { count: 1, digest: '0'.repeat(64) },
  target: { kind: 'embedded' },
  levels: ['shape', 'state'],
  startedAt: '2026-01-01T00:00:00.000Z',
  milliseconds: 1,
};

/** A report in which every claim passes but those that `outcomeOf` says otherwise of. */
function report({ documented, claims }: PlannedCase, outcomeOf: (id: string) => Outcome = () => 'pass'): CaseReport {
  const verdicts = claims.map((claim) =>
    recordOf({
      claim,
      outcome: outcomeOf(claim.id),
      ...(outcomeOf(claim.id) === 'fail' ? { expected: 'this', received: 'that' } : {}),
    }),
  );
  return { id: documented.id, claims: verdicts, requests: 3, leftovers: [], repeated: [], drift: [] };
}

function results(reports: readonly CaseReport[], problems: readonly [string, string][] = [], cases = planned): Results {
  return buildResults(cases, new Map(reports.map((one) => [one.id, one])), new Map(problems), {}, info);
}

const all = planned.map((one) => report(one));

test('a run in which every claim passes is conformant', () => {
  const { conformant, reasons, totals, plan: counts } = results(all);
  expect({ conformant, reasons }).toEqual({ conformant: true, reasons: [] });
  expect(counts.claims).toBe(totals.claims.pass);
  expect(counts.cases).toBe(planned.length);
});

test('a known deviation does not stand against it', () => {
  expect(results([report(planned[0] as PlannedCase, () => 'deviation'), ...all.slice(1)]).conformant).toBe(true);
});

for (const outcome of ['fail', 'error', 'inconclusive'] as const) {
  test(`one claim that comes to ${outcome} does`, () => {
    const one = report(planned[0] as PlannedCase, (id) => (id === 'status' ? outcome : 'pass'));
    const run = results([one, ...all.slice(1)]);
    expect(run.conformant).toBe(false);
    expect(run.reasons).toHaveLength(1);
    expect(run.cases[0]?.verdict).toBe(outcome);
  });
}

test('nothing planned is not conformant', () => {
  const run = results([], [], []);
  expect(run.conformant).toBe(false);
  expect(run.reasons).toEqual(['no case was planned; check the selection']);
});

test('the plan is closed: a case that nobody reported is our own error, claim by claim', () => {
  const run = results(all.slice(1));
  expect(run.conformant).toBe(false);
  expect(run.totals.claims.error).toBe(planned[0]?.claims.length);
  expect(run.cases[0]?.claims[0]).toMatchObject({ verdict: 'error', reason: 'no verdict was reported' });
  expect(Object.values(run.totals.claims).reduce((sum, count) => sum + count)).toBe(run.plan.claims);
});

test('so is a claim that a report leaves out', () => {
  const [first, ...rest] = all;
  const run = results([{ ...(first as CaseReport), claims: first?.claims.slice(1) ?? [] }, ...rest]);
  expect(run.totals.claims.error).toBe(1);
  expect(run.conformant).toBe(false);
});

test('a test that ended without a report says why', () => {
  const run = results(all.slice(1), [[planned[0]?.documented.id ?? '', 'the worker was killed']]);
  expect(run.cases[0]?.claims[0]?.reason).toBe('the worker was killed');
});

test('results are valid against their published schema', () => {
  const ajv = createAjv();
  const validate = ajv.compile(
    JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object,
  );
  const timed = buildResults(planned, new Map(), new Map(), {}, info, new Map([[planned[0]?.documented.id ?? '', 7]]));
  for (const run of [results(all), results(all.slice(1)), results([], [], []), timed])
    expect(validate(run), ajv.errorsText(validate.errors)).toBe(true);
});

test.describe('what may differ from run to run', () => {
  const reports = new Map(all.map((one) => [one.id, one]));
  const run = (own: RunInfo, milliseconds: number): string => {
    const times = new Map([[planned[0]?.documented.id ?? '', milliseconds]]);
    return JSON.stringify(buildResults(planned, reports, new Map(), {}, own, times), null, 2);
  };
  const later: RunInfo = { ...info, startedAt: '2026-01-02T00:00:00.000Z', milliseconds: 22 };

  test('is taken out of the text of results, and nothing else is', () => {
    const text = run(info, 0);
    const { startedAt, milliseconds, cases } = JSON.parse(text) as Results;
    expect([startedAt, milliseconds, cases[0]?.milliseconds]).toEqual([info.startedAt, 1, 0]);
    expect(run(later, 333)).not.toBe(text);
    expect(lastingText(run(later, 333))).toBe(lastingText(text));
    expect(lastingText(text).split('\n')).toHaveLength(text.split('\n').length - 3);
    expect(lastingText(run({ ...info, levels: ['state'] }, 0))).not.toBe(lastingText(text));
  });

  test('is what their schema calls volatile', () => {
    const found: string[] = [];
    const look = (value: unknown): void => {
      for (const [name, part] of Object.entries(value ?? {})) {
        if (typeof part !== 'object') continue;
        if (String((part as { description?: unknown }).description).startsWith('volatile: ')) found.push(name);
        look(part);
      }
    };
    look(JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')));
    expect(found).toEqual([...volatileFields, 'milliseconds']);
  });

  test('is left out of a case that never ran', () => {
    expect(results(all).cases[0]).not.toHaveProperty('milliseconds');
  });
});

test('what the environment kept from being judged is counted by its class, and named in the summary', () => {
  const [first, ...rest] = planned;
  const claims = first?.claims.map((claim, index) => {
    const refused = index === 0 ? 'throttled' : 'permission';
    return recordOf({ claim, outcome: 'inconclusive', reason: `it was refused: ${refused}`, class: refused });
  });
  const one: CaseReport = { ...report(first as PlannedCase), claims: claims ?? [] };
  const run = results([one, ...rest.map((other) => report(other))]);
  const refused = (claims?.length ?? 0) - 1;
  expect(run.totals.classes).toEqual({ permission: refused, throttled: 1 });
  expect(run.reasons).toEqual([`${refused + 1} claims could not be judged (permission ${refused}, throttled 1)`]);
  expect(summarise(run)).toContain('INCONCLUSIVE (permission) in 1 case');
  const validate = createAjv().compile(
    JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object,
  );
  expect(validate(run)).toBe(true);
  expect(results(all).totals.classes).toEqual({});
});

test('the summary names each trouble once, with its cases, and why the run is not conformant', () => {
  const text = summarise(results(planned.map((one) => report(one, (id) => (id === 'status' ? 'fail' : 'pass')))));
  expect(text).toContain('FAIL in 3 cases: The status is 200 OK');
  expect(text).toContain('expected: this');
  expect(text).toContain('received: that');
  expect(text).toMatch(/groupPolicyOperation +2F +1F +1F +1F +5 +\d+\npass without a letter, F fail/);
  expect(text).toContain(`NOT CONFORMANT: ${planned.length} claims are broken`);
});
