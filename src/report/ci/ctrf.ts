import type { Outcome } from '../../judge/verdict.ts';
import { sanitise } from '../../value/sanitise.ts';
import { caseText } from '../explain/caseText.ts';
import { type CaseRecord, decisionOf, type Results } from '../record/results.ts';
import { numbersOf } from '../record/totals.ts';
import { describeTarget } from '../text/targetText.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** The status that CTRF has for a verdict; what could not be judged is neither passed nor failed. */
const statuses: Readonly<Record<Outcome, Status>> = {
  pass: 'passed',
  deviation: 'passed',
  fail: 'failed',
  healed: 'passed',
  inconclusive: 'other',
  error: 'other',
  skipped: 'skipped',
};

/** The version of the schema of CTRF that a report is written by. */
const specVersion = '0.0.0';

/** A run in the Common Test Report Format, https://ctrf.io. A case that never ran took 0 ms: CTRF asks for a number. */
export function ctrfReport(results: Results): object {
  const { cases, suite, target, contracts, levels, startedAt, milliseconds, conformant, reasons, totals } = results;
  const start = Date.parse(startedAt);
  const count = (status: Status): number => cases.filter(({ verdict }) => statuses[verdict] === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion,
    timestamp: startedAt,
    generatedBy: suite.name,
    results: {
      tool: { name: suite.name, version: suite.version },
      summary: {
        tests: cases.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        suites: new Set(cases.map(({ resource }) => resource)).size,
        start,
        stop: start + milliseconds,
        duration: milliseconds,
        extra: { conformant, decision: decisionOf(results), reasons, ...numbersOf(totals.claims) },
      },
      tests: cases.map((record) => testOf(record, results)),
      environment: {
        testEnvironment: describeTarget(target),
        extra: { digest: contracts.digest, contracts: contracts.count, levels },
      },
    },
  };
}

function testOf(record: CaseRecord, results: Results): object {
  const text = caseText(record, results);
  return {
    testId: record.id,
    name: record.title,
    status: statuses[record.verdict],
    rawStatus: record.verdict,
    duration: record.milliseconds ?? 0,
    suite: [record.resource],
    type: record.kind,
    tags: [record.method],
    extra: { documentation: record.documentation },
    ...(text === undefined ? {} : { message: sanitise(text.headline), trace: text.details }),
  };
}
