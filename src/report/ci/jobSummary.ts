import { sanitise } from '../../value/sanitise.ts';
import type { Comparison } from '../compare/compare.ts';
import { changesMarkdown } from '../compare/compareText.ts';
import { resourceTable } from '../console/resourceTable.ts';
import { skippedReasons } from '../console/skippedReasons.ts';
import { verdictLines, verdictWord } from '../console/verdictLines.ts';
import { type Group, groupsIn } from '../explain/groups.ts';
import { shortVerdict } from '../explain/message.ts';
import type { Results } from '../record/results.ts';
import { reviewLines } from '../record/reviews.ts';
import { counted } from '../text/counted.ts';
import { pageUrl } from '../text/pageUrl.ts';

const shownGroups = 30;
const shownReasons = 30;
const longestLine = 500;

/** A run as Markdown for the summary of a job: verdict, what changed since an earlier run, table, failures by cause with links to their pages, and what was skipped. */
export function jobSummary(results: Results, since?: Comparison): string {
  const [judged = ''] = verdictLines(results);
  const { rows, legend } = resourceTable(results.cases);
  const groups = groupsIn(results.cases);
  const skipped = skippedReasons(results.cases);
  const { reviews = [] } = results;
  return [
    verdictHeading(verdictWord(results)),
    inline(judged),
    ...(since ? [changesMarkdown(since)] : []),
    table(rows),
    ...(legend === '' ? [] : [inline(legend)]),
    ...groups.slice(0, shownGroups).map((group) => groupText(group, results)),
    ...(groups.length > shownGroups ? [`… and ${groups.length - shownGroups} more kinds of trouble`] : []),
    ...(reviews.length === 0
      ? []
      : [
          '### Deviations to review',
          reviewLines(reviews)
            .map((line) => `- ${inline(line)}`)
            .join('\n'),
        ]),
    ...(skipped.length === 0 ? [] : ['### Not asked', skippedList(skipped)]),
    '',
  ].join('\n\n');
}

/** The first line of a summary. */
export function verdictHeading(verdict: string): string {
  return `## ${inline(verdict)}`;
}

function groupText({ claim, cases }: Group, results: Results): string {
  const [first] = cases;
  const url = pageUrl(claim.source.page, first.documentation);
  const link = url === undefined ? inline(claim.source.page) : `[${inline(claim.source.page)}](${url})`;
  const heading = `### ${claim.verdict} in ${counted(cases.length, 'case')}: ${inline(claim.text)}`;
  const text = shortVerdict(claim, first, results).split('\n').slice(1).join('\n');
  return `${heading}\n\n${fenced(text)}\n\n${link}, ${inline(claim.source.section)}; first in ${inline(first.title)}`;
}

function skippedList(skipped: ReturnType<typeof skippedReasons>): string {
  const lines = skipped
    .slice(0, shownReasons)
    .map(
      ({ reason, claims, unclaimed }) =>
        `- ${counted(claims, 'claim')}${unclaimed ? ', not claimed by the target' : ''}: ${inline(reason)}`,
    );
  return [...lines, ...(skipped.length > shownReasons ? ['- …'] : [])].join('\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows.map((row) => `| ${row.map(inline).join(' | ')} |`);
  const rule = `|${(rows[0] ?? []).map((_cell, index) => (index === 0 ? ' --- |' : ' ---: |')).join('')}`;
  return [head, rule, ...rest].join('\n');
}

/** A text that stays text within a line of Markdown, whatever a server put into it. */
function inline(text: string): string {
  return sanitise(text.replaceAll(/\s+/g, ' '), longestLine).replaceAll(
    /[\\`*_{}[\]<>()#+!|~@&]/g,
    (sign) => `\\${sign}`,
  );
}

/** A text as a block of code, whose fence is longer than any row of backticks in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
