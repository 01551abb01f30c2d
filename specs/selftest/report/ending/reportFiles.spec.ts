import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv, type AnySchema } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { createExplainedResults, type MadeClaim } from '../../../../fixtures/madeResults.ts';
import { annotations } from '../../../../src/report/ci/annotations.ts';
import { ctrfReport } from '../../../../src/report/ci/ctrf.ts';
import { jobSummary } from '../../../../src/report/ci/jobSummary.ts';
import { junitXml } from '../../../../src/report/ci/junit.ts';
import { judgementOf } from '../../../../src/report/ending/judgement.ts';
import { appendTo } from '../../../../src/report/ending/reportFiles.ts';
import type { Results } from '../../../../src/report/record/results.ts';

const hostile = '<b>&amp;"\u0000\u001b[2J\ufffe\ud800]]>\n::error::x\n##vso[task]`````|*[a](http://evil)';
const verdicts = ['pass', 'fail', 'inconclusive', 'skipped', 'error', 'deviation', 'healed'] as const;

/** A case of each verdict, and what a server said in all that comes from it; the last one never ran. */
const mixed = createExplainedResults({
  cases: 7,
  milliseconds: (at) => (at === 6 ? undefined : 1000 + at),
  claims: (at): MadeClaim[] => [
    {
      id: 'returned/a',
      text: 'a is returned',
      verdict: verdicts[at] ?? 'pass',
      expected: 'Edm.String',
      received: hostile,
      reason: hostile,
      pointer: `/${hostile}`,
      excerpt: { method: 'GET', path: `/${hostile}`, status: 200, text: hostile },
    },
  ],
});

test.describe('JUnit', () => {
  test('is XML that holds no control character, whatever a server says', () => {
    const xml = junitXml(mixed);
    expect(XMLValidator.validate(xml)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      testsuites: { '@_tests': string; testsuite: { testcase: Record<string, unknown>[]; properties: unknown } };
    };
    expect(parsed.testsuites['@_tests']).toBe('7');
    const { testcase } = parsed.testsuites.testsuite;
    const told = testcase.map((one) => ['failure', 'error', 'skipped'].find((name) => name in one));
    expect(told).toEqual([undefined, 'failure', 'error', 'skipped', 'error', undefined, undefined]);
    expect(xml).toMatch(/failures="1" errors="2" skipped="1"/);
    expect(xml).toContain('<property name="target" value="http://127.0.0.1:4010/beta"/>');
    expect(xml).toContain(`<property name="digest" value="${'0'.repeat(64)}"/>`);
  });

  test('says how many seconds each case took, and all of a resource type, one after the other', () => {
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(junitXml(mixed)) as {
      testsuites: { '@_time': string; testsuite: { '@_time': string; testcase: { '@_time'?: string }[] } };
    };
    const { testsuite } = testsuites;
    const took = testsuite.testcase.map((one) => one['@_time']);
    expect(took).toEqual(['1', '1.001', '1.002', '1.003', '1.004', '1.005', undefined]);
    expect([testsuites['@_time'], testsuite['@_time']]).toEqual(['1.5', '6.015']);
  });

  test('has the whole explanation', () => {
    expect(junitXml(mixed)).toContain(
      "\n  again:    GRAPH_TARGET=mock npm run conformance -- --only 'groupPolicyCategory/get#1'",
    );
  });
});

test('what cannot be judged for one reason is told once, with how many claims that are', () => {
  const reasons = ['it throttles', 'it throttles', 'no answer came', 'it throttles'];
  const xml = junitXml(
    createExplainedResults({
      cases: 1,
      claims: () => reasons.map((reason, at) => ({ id: `${at}`, text: `${at}`, verdict: 'inconclusive', reason })),
    }),
  );
  expect(xml.match(/because: {2}.*/g)).toEqual(['because:  it throttles', 'because:  no answer came']);
  expect(xml.match(/likewise: .*/g)).toEqual(['likewise: 2 more claims']);
});

test.describe('CTRF', () => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(
    JSON.parse(readFileSync('node_modules/ctrf/dist/ctrf-schema-0.0.json', 'utf8')) as AnySchema,
  );

  test('is valid under its published schema', () => {
    for (const results of [mixed, createExplainedResults({ cases: 0, claims: () => [] })])
      expect(validate(ctrfReport(results)), ajv.errorsText(validate.errors)).toBe(true);
    expect(validate({ ...ctrfReport(mixed), reportFormat: 'other' })).toBe(false);
  });

  test('counts what passed, failed and was skipped, and what is neither, and says how long each took', () => {
    expect(ctrfReport(mixed)).toMatchObject({
      results: {
        summary: { tests: 7, passed: 3, failed: 1, skipped: 1, pending: 0, other: 2, duration: 1500 },
        tests: verdicts.map((rawStatus, at) => ({ rawStatus, duration: at === 6 ? 0 : 1000 + at })),
      },
    });
  });
});

test.describe('GitHub', () => {
  test('the summary of a job has the verdict, the table, failures with links, and what was skipped', () => {
    const text = jobSummary(mixed);
    expect(text).toMatch(/^## NOT CONFORMANT: 1 claim is broken; /);
    expect(text).toContain(
      '| resource type | GET | cases | claims |\n| --- | ---: | ---: | ---: |\n| groupPolicyCategory |',
    );
    expect(text).toContain('### fail in 1 case: a is returned');
    expect(text).toContain('[intune-grouppolicy-grouppolicycategory-get](https://learn.microsoft.com/');
    expect(text).toMatch(/### Not asked\n\n- 1 claim: /);
  });

  test('what a server says is no markup in it', () => {
    const text = jobSummary(mixed);
    const outside = text.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
    expect(outside).not.toMatch(/(?<!\\)<b>|(?<!\\)\[a\]/);
    expect(outside).not.toContain('expected:');
    expect(text).not.toContain('\u001b');
  });

  test('no line but its own is a command, and there are at most ten of each kind', () => {
    const many = createExplainedResults({
      cases: 30,
      claims: (at) => [
        {
          id: 'a',
          text: `promise ${at}`,
          verdict: at % 2 === 0 ? 'fail' : 'inconclusive',
          received: hostile,
          reason: `${hostile} ${at}`,
        },
      ],
    });
    for (const line of annotations(many)) expect(line).toMatch(/^::error title=[^:,\n]*::[^\n\r]*$/);
    expect(annotations(many)).toHaveLength(10);
  });

  test('percent signs and line ends are written as GitHub reads them', () => {
    const results: Results = createExplainedResults({
      cases: 1,
      claims: () => [{ id: 'a', text: '100%', verdict: 'fail', expected: 'x', received: 'y' }],
    });
    expect(annotations(results)).toEqual([
      expect.stringMatching(/^::error title=fail in 1 case::100%25%0A {2}expected: x%0A {2}received: y%0A/),
    ]);
  });

  test('is told only where it runs', () => {
    const told = (environment: Record<string, string>): object => {
      const { annotations: lines, jobSummary: text } = judgementOf(mixed, environment);
      return { lines: lines.length, text };
    };
    expect(told({})).toEqual({ lines: 0, text: undefined });
    expect(told({ GITHUB_STEP_SUMMARY: 'a' })).toEqual({ lines: 0, text: jobSummary(mixed) });
    expect(told({ GITHUB_ACTIONS: 'true' })).toEqual({ lines: 3, text: undefined });
  });

  test('what is told to it comes after what others told, and what cannot be told is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'summary-'));
    const file = join(folder, 'summary.md');
    try {
      appendTo(file, 'one\n');
      appendTo(file, 'two\n');
      expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
      expect(() => appendTo(folder, 'a')).toThrow('cannot be written: a folder has its name (EISDIR)');
      expect(() => appendTo(join(folder, 'absent/a'), 'a')).toThrow('its folder is missing (ENOENT)');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
