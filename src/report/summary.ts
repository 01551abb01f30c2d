import { counted } from './counted.ts';
import { type Group, groupsIn } from './groups.ts';
import { describeDrift, shortVerdict } from './message.ts';
import { resourceTable } from './resourceTable.ts';
import type { Results } from './results.ts';
import { sanitise } from './sanitise.ts';
import { sentAgain } from './sentAgain.ts';
import { type SkippedReason, skippedReasons } from './skippedReasons.ts';
import { aligned } from './table.ts';
import { verdictLines } from './verdictLines.ts';

const shownGroups = 20;
const shownCases = 3;
const shownReasons = 20;
const longestLine = 500;

/** What a run came to, for a reader at the console: the verdict comes last, where it is seen. */
export function summarise(results: Results): string {
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
    ...warningLines(results),
    ...driftLines(results),
    ...skippedLines(skippedReasons(results.cases)),
    ...againLines(results),
    ...verdictLines(results),
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

/** Promises that were not kept, and that a policy lets pass with a warning: a line for each policy. */
function warningLines({ cases }: Results): string[] {
  const warned = cases.flatMap(({ title, claims }) =>
    claims.flatMap(({ warning, text, received }) =>
      warning === undefined ? [] : [{ warning, text, received, title }],
    ),
  );
  const lines = [...new Set(warned.map(({ warning }) => warning))].map((policy) => {
    const own = warned.filter(({ warning }) => warning === policy);
    const [first] = own;
    return `${policy}: ${counted(own.length, 'claim')}, such as "${first?.text}": ${first?.received} (${first?.title})`;
  });
  return section('Not kept, and let pass by policy (GRAPH_POLICIES):', lines);
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
    ...section('Skipped:', told(reasons.filter(({ unclaimed }) => !unclaimed))),
    ...section('Not claimed by the target (no failure):', told(reasons.filter(({ unclaimed }) => unclaimed))),
  ];
}

function againLines({ cases }: Results): string[] {
  const told = sentAgain(cases);
  return section('Sent again:', told === undefined ? [] : [told]);
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${sanitise(line, longestLine)}`), ''];
}
