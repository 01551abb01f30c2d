import type { Outcome } from '../../judge/verdict.ts';
import { caseText } from '../explain/caseText.ts';
import { type CaseRecord, decisionOf, type Results } from '../record/results.ts';
import { countOutcomes, numbersOf } from '../record/totals.ts';
import { describeTarget } from '../text/targetText.ts';
import { xmlAttribute, xmlText } from '../text/xmlText.ts';

/** The element that a verdict is told by; what passed has none, also where a deviation healed, which is only noted. */
const elements: Readonly<Partial<Record<Outcome, 'failure' | 'error' | 'skipped'>>> = {
  fail: 'failure',
  error: 'error',
  inconclusive: 'error',
  skipped: 'skipped',
};

/** A run as JUnit XML: a suite for each resource type, which says how many of its claims were planned, asked and judged, and a test for each case; what could not be judged is an error. */
export function junitXml(results: Results): string {
  const { cases, startedAt, milliseconds } = results;
  const resources = [...new Set(cases.map(({ resource }) => resource))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlAttribute(results.suite.name)}" ${counts(cases)} ${time(milliseconds)} timestamp="${xmlAttribute(startedAt)}">`,
    ...resources.flatMap((resource) =>
      suite(
        resource,
        cases.filter((record) => record.resource === resource),
        results,
      ),
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, cases: readonly CaseRecord[], results: Results): string[] {
  const { target, contracts, levels, startedAt, suite: own } = results;
  const { planned, asked, judged } = numbersOf(
    countOutcomes(cases.flatMap(({ claims }) => claims.map(({ verdict }) => verdict))),
  );
  const properties = {
    target: describeTarget(target),
    levels: levels.join(', '),
    contracts: String(contracts.count),
    digest: contracts.digest,
    suite: `${own.name} ${own.version}`,
    planned: String(planned),
    asked: String(asked),
    judged: String(judged),
    decision: decisionOf(results),
  };
  return [
    `  <testsuite name="${xmlAttribute(name)}" ${counts(cases)} ${time(sumOf(cases))} timestamp="${xmlAttribute(startedAt)}">`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([property, value]) => `      <property name="${property}" value="${xmlAttribute(value)}"/>`,
    ),
    '    </properties>',
    ...cases.flatMap((record) => testcase(record, results)),
    '  </testsuite>',
  ];
}

function testcase(record: CaseRecord, results: Results): string[] {
  const name = record.title.replace(`${record.resource} › `, '');
  const classname = `${record.resource}.${record.kind}`;
  const took = record.milliseconds === undefined ? '' : ` ${time(record.milliseconds)}`;
  const head = `testcase name="${xmlAttribute(name)}" classname="${xmlAttribute(classname)}"${took}`;
  const element = elements[record.verdict];
  const text = caseText(record, results);
  if (text === undefined || (element === undefined && record.verdict !== 'healed')) return [`    <${head}/>`];
  if (element === undefined)
    return [`    <${head}>`, `      <system-out>${xmlText(text.details)}</system-out>`, '    </testcase>'];
  return [
    `    <${head}>`,
    `      <${element} type="${record.verdict}" message="${xmlAttribute(text.headline)}">${xmlText(`${record.id}\n${text.details}`)}</${element}>`,
    '    </testcase>',
  ];
}

/** JUnit counts in seconds. */
function time(milliseconds: number): string {
  return `time="${milliseconds / 1000}"`;
}

/** How long cases took, one after the other, though some ran side by side. */
function sumOf(cases: readonly CaseRecord[]): number {
  return cases.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0);
}

function counts(cases: readonly CaseRecord[]): string {
  const count = (element: string): number => cases.filter(({ verdict }) => elements[verdict] === element).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}
