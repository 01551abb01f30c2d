import type { Fate } from '../../evidence/leftover.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import { sanitise } from '../../value/sanitise.ts';
import { type Group, groupsIn } from '../explain/groups.ts';
import { describeDrift, shortVerdict } from '../explain/message.ts';
import { sentAgain } from '../explain/sentAgain.ts';
import type { Results } from '../record/results.ts';
import { reviewLines } from '../record/reviews.ts';
import { counted } from '../text/counted.ts';
import { aligned } from '../text/table.ts';
import { resourceTable } from './resourceTable.ts';
import { type SkippedReason, skippedReasons } from './skippedReasons.ts';
import { verdictLines, verdictWord } from './verdictLines.ts';

const shownGroups = 20;
const shownCases = 3;
const shownReasons = 20;
const shownLeftovers = 10;
const longestLine = 500;

/** What a run came to, for a reader at the console: the verdict comes last, where it is seen. */
export function summarise(results: Results): string {
  return [aboveVerdict(results), verdictWord(results)].join('\n');
}

/** Everything that a reader at the console is told of a run before its verdict. */
export function aboveVerdict(results: Results): string {
  const { rows, legend } = resourceTable(results.cases);
  const groups = groupsIn(results.cases);
  const isOpen = ({ claim }: Group): boolean => claim.verdict === 'inconclusive';
  return [
    ...aligned(rows),
    ...(legend === '' ? [] : [legend]),
    '',
    ...groupLines(
      groups.filter((group) => !isOpen(group)),
      results,
    ),
    ...groupLines(groups.filter(isOpen), results),
    ...deviationLines(results),
    ...section('Deviations to review:', reviewLines(results.reviews ?? [])),
    ...warningLines(results),
    ...driftLines(results),
    ...skippedLines(skippedReasons(results.cases)),
    ...againLines(results),
    ...leftLines(results, 'not seen gone'),
    ...leftLines(results, 'not removed'),
    ...verdictLines(results).slice(0, 1),
  ].join('\n');
}

function groupLines(groups: readonly Group[], results: Results): string[] {
  const lines = groups.slice(0, shownGroups).flatMap((group) => describeGroup(group, results));
  return groups.length > shownGroups
    ? [...lines, `… and ${groups.length - shownGroups} more kinds of trouble; see reports/results.json`, '']
    : lines;
}

function describeGroup({ claim, cases }: Group, results: Results): string[] {
  const where = cases.slice(0, shownCases).map(({ title }) => `    ${title}`);
  const more = cases.length > shownCases ? [`    … and ${counted(cases.length - shownCases, 'more case')}`] : [];
  const [first] = cases;
  return [
    `${claim.verdict.toUpperCase()}${claim.class === undefined ? '' : ` (${claim.class})`} in ${counted(cases.length, 'case')}: ${shortVerdict(claim, first, results)}`,
    ...where,
    ...more,
    '',
  ];
}

/** Promises that are not kept, as it is recorded: a line for each reason. */
function deviationLines({ cases }: Results): string[] {
  const lines = byWord(cases, ({ verdict, reason }) => (verdict === 'deviation' ? reason : undefined));
  return section('Not kept, as recorded (contracts/deviations or GRAPH_DEVIATIONS):', lines);
}

/** Promises that were not kept, and that a policy lets pass with a warning: a line for each policy. */
function warningLines({ cases }: Results): string[] {
  const lines = byWord(cases, ({ warning }) => warning);
  return section('Not kept, and let pass by policy (GRAPH_POLICIES):', lines);
}

/** A line for each word that claims have: how many have it, and the first of them. */
function byWord(cases: Results['cases'], wordOf: (claim: ClaimRecord) => string | undefined): string[] {
  const found = cases.flatMap(({ title, claims }) => claims.map((claim) => ({ title, claim, word: wordOf(claim) })));
  return [...new Set(found.flatMap(({ word }) => word ?? []))].map((word) => {
    const own = found.filter((one) => one.word === word);
    const [first] = own;
    const received = first?.claim.received === undefined ? '' : `: ${first.claim.received}`;
    return `${word}: ${counted(own.length, 'claim')}, such as "${first?.claim.text}"${received} (${first?.title})`;
  });
}

/** What was seen beyond the pages, a line for each type. */
function driftLines({ drift }: Results): string[] {
  return section('Seen, but not documented (no failure):', drift.length === 0 ? [] : describeDrift(drift).split('\n'));
}

/** What was not asked and why; apart from it, what the target does not claim to keep. */
function skippedLines(reasons: readonly SkippedReason[]): string[] {
  const told = (some: readonly SkippedReason[]): string[] => [
    ...some
      .slice(0, shownReasons)
      .map(({ reason, claims, cases }) => `${counted(claims, 'claim')} of ${counted(cases, 'case')}: ${reason}`),
    ...(some.length > shownReasons ? [`… and ${some.length - shownReasons} more reasons`] : []),
  ];
  return [
    ...section('Not asked:', told(reasons.filter(({ unclaimed }) => !unclaimed))),
    ...section('Not claimed by the target (no failure):', told(reasons.filter(({ unclaimed }) => unclaimed))),
  ];
}

function againLines({ cases }: Results): string[] {
  const told = sentAgain(cases);
  return section('Sent again:', told === undefined ? [] : [told]);
}

/** What is told of each fate of what cases made. */
const leftHeadings: Readonly<Record<Fate, string>> = {
  'not removed': 'Made by this run, and not removed',
  'not seen gone': 'Made by this run and removed, but not seen to be gone',
};

/** What cases made and is not known to be gone. */
function leftLines({ cases }: Results, fate: Fate): string[] {
  const left = cases.flatMap(({ leftovers }) => leftovers).filter((one) => one.fate === fate);
  const lines = left.slice(0, shownLeftovers).map(({ path }) => path);
  return section(
    `${leftHeadings[fate]} (${left.length}):`,
    left.length > lines.length ? [...lines, '… see leftovers in reports/results.json'] : lines,
  );
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${sanitise(line, longestLine)}`), ''];
}
