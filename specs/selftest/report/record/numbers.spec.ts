import { expect, test } from '@playwright/test';
import { createExplainedResults } from '../../../../fixtures/madeResults.ts';
import { embeddedSuite } from '../../../../fixtures/rehearsal.ts';
import type { Outcome } from '../../../../src/judge/verdict.ts';
import type { Cause } from '../../../../src/plan/omission.ts';
import { allureWriter } from '../../../../src/report/allure/allure.ts';
import { badge } from '../../../../src/report/certificate/badge.ts';
import { certificateOf } from '../../../../src/report/certificate/certificate.ts';
import { certificateMarkdown } from '../../../../src/report/certificate/certificateText.ts';
import { ctrfReport } from '../../../../src/report/ci/ctrf.ts';
import { jobSummary } from '../../../../src/report/ci/jobSummary.ts';
import { junitXml } from '../../../../src/report/ci/junit.ts';
import { compare } from '../../../../src/report/compare/compare.ts';
import { comparisonText } from '../../../../src/report/compare/compareText.ts';
import { coverageTable } from '../../../../src/report/console/coverage.ts';
import { summarise } from '../../../../src/report/console/summary.ts';
import type { Results } from '../../../../src/report/record/results.ts';
import { rulesOf } from '../../../../src/report/record/rules.ts';

const byWrites: Cause = { by: 'writes', mode: 'none', instead: 'own' };
const byCapabilities: Cause = { by: 'capabilities' };
const bySafety: Cause = { by: 'safety' };

/** Results with one case for each outcome; an outcome that is a cause was left out by it. */
function made(outcomes: readonly (Outcome | Cause)[]): Results {
  return createExplainedResults({
    cases: outcomes.length,
    claims: (at) => {
      const one = outcomes[at] ?? 'pass';
      const said = typeof one === 'string' ? { verdict: one } : { verdict: 'skipped' as const, notAsked: one };
      return [{ id: 'a', text: 'a', reason: 'it is so', ...said }];
    },
  });
}

const results = made(['pass', 'healed', 'deviation', 'inconclusive', byWrites, byWrites, byCapabilities]);
const certificate = certificateOf(
  results,
  { rules: rulesOf(embeddedSuite.policies, embeddedSuite.deviations), planned: 7, pages: new Map() },
  { results: { file: 'results.json', sha256: '0'.repeat(64) }, evidence: [] },
);

/** What each report says of seven claims that were planned, four that were asked, and three that were judged. */
const reports: readonly (readonly [name: string, text: () => string, says: RegExp])[] = [
  ['the console', () => summarise(results), /with 7 claims against .*: 4 asked, 3 judged in /],
  ['results.json', () => JSON.stringify(results.totals), /"planned":7,"asked":4,"judged":3/],
  ['the certificate', () => JSON.stringify(certificate.totals), /"planned":7,"asked":4,"judged":3/],
  ['its Markdown', () => certificateMarkdown(certificate), /- claims: `7 planned, 4 asked, 3 judged`/],
  ['the badge', () => badge(certificate), /1 of 4 asked claims open, 7 planned/],
  ['JUnit', () => junitXml(results), /"planned" value="7"\/>\s*.*"asked" value="4"\/>\s*.*"judged" value="3"\/>/],
  ['CTRF', () => JSON.stringify(ctrfReport(results)), /"planned":7,"asked":4,"judged":3/],
  ['the summary of a job', () => jobSummary(results), /with 7 claims against .*: 4 asked, 3 judged in /],
  ['a comparison', () => JSON.stringify(compare(results, results).b.numbers), /"planned":7,"asked":4,"judged":3/],
  ['its text', () => comparisonText(compare(results, results)), /planned +7 +7\nasked +4 +4\njudged +3 +3\n/],
  ['the coverage', () => coverageTable(results), /\| 7 \| 4 \| 3 \|$/m],
  [
    'Allure',
    () => {
      const { options, onResults } = allureWriter([], results, 'reports/nowhere');
      onResults(made(['pass', byWrites]));
      return JSON.stringify(options.environmentInfo);
    },
    /"claims":"2 planned, 1 asked, 1 judged"/,
  ],
];
for (const [name, text, says] of reports)
  test(`${name} says how many claims were planned, asked and judged`, () => expect(text()).toMatch(says));

/** What the outcomes of claims come to, and the last line. */
const lines: readonly (readonly [outcomes: readonly (Outcome | Cause)[], line: RegExp])[] = [
  [['pass'], /^CONFORMANT$/],
  [['pass', byWrites], /^CONFORMANT in what was asked; 1 claim is not asked while GRAPH_WRITES is none$/],
  [['pass', byWrites, byWrites], /^CONFORMANT in what was asked; 2 claims are not asked while GRAPH_WRITES is none$/],
  [
    ['deviation', { ...byWrites, mode: 'own', instead: 'dedicated' }],
    /^CONFORMANT in what was asked with 1 known deviation; 1 claim is not asked while GRAPH_WRITES is own$/,
  ],
  [
    ['pass', byCapabilities],
    /^CONFORMANT in what was asked; 1 claim is not asked because the target does not claim them$/,
  ],
  [
    ['pass', bySafety, byCapabilities, byWrites, byWrites],
    /^CONFORMANT in what was asked; 2 claims are not asked while GRAPH_WRITES is none, 1 because only requests that pages document are sent to a tenant, 1 because the target does not claim them$/,
  ],
  [['healed'], /^CONFORMANT; 1 claim healed: delete the recorded deviation$/],
  [['healed', 'pass', 'healed'], /^CONFORMANT; 2 claims healed: delete the recorded deviations$/],
  [['pass', 'fail', byWrites], /^NOT CONFORMANT: 1 claim is broken$/],
  [['healed', 'fail'], /^NOT CONFORMANT: 1 claim is broken; 1 claim healed: delete the recorded deviation$/],
  [['pass', 'inconclusive', byWrites], /^INCONCLUSIVE: 1 claim could not be judged$/],
  [[byWrites, byWrites], /^INCONCLUSIVE: nothing was asked; 2 claims are not asked while GRAPH_WRITES is none$/],
  [[byCapabilities], /^INCONCLUSIVE: nothing was asked; 1 claim is not asked because the target does not claim them$/],
  [[], /^INCONCLUSIVE: no case was planned; check the selection$/],
  [['pass', 'error'], /^ERROR: 1 claim could not be judged because of an error in the suite$/],
  [['fail', 'error'], /^NOT CONFORMANT: 1 claim is broken; 1 claim could not be judged because of an error/],
  [
    ['pass', { by: 'shard', missing: [2], of: 3 }, { by: 'shard', missing: [2], of: 3 }],
    /^INCOMPLETE: shard 2 of 3 is missing: 2 cases were not run$/,
  ],
  [
    ['fail', { by: 'shard', missing: [2], of: 3 }],
    /^NOT CONFORMANT: 1 claim is broken; shard 2 of 3 is missing: 1 case was not run$/,
  ],
  [['pass', { by: 'signal', signal: 'SIGINT' }], /^INTERRUPTED after 1 of 2 cases \(SIGINT\)$/],
  [
    ['fail', { by: 'signal', signal: 'SIGTERM' }, { by: 'signal', signal: 'SIGTERM' }],
    /^INTERRUPTED after 1 of 3 cases \(SIGTERM\); 1 claim is broken$/,
  ],
];
for (const [outcomes, line] of lines)
  test(`${JSON.stringify(outcomes)}: ${line.source}`, () => {
    const run = made(outcomes);
    const [last = ''] = summarise(run).split('\n').slice(-1);
    expect(last).toMatch(line);
    expect(run.conformant).toBe(/^CONFORMANT/.test(last));
    expect(run.decision?.toUpperCase()).toBe(/^[A-Z]+(?: [A-Z]+)*/.exec(last)?.[0]);
  });
