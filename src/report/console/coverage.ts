import type { CaseRecord, Results } from '../record/results.ts';
import { countOutcomes, numbersOf } from '../record/totals.ts';

const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

/** The columns of the table: how many cases of a resource type are documented requests of a method, or of another kind. */
const columns: readonly (readonly [title: string, (record: CaseRecord) => boolean])[] = [
  ...methods.map((method): readonly [string, (record: CaseRecord) => boolean] => [
    method,
    (record) => record.kind === 'request' && record.method === method,
  ]),
  ['protocol', ({ kind }) => kind === 'protocol'],
  ['lifecycle', ({ kind }) => kind === 'lifecycle'],
];

/** A Markdown table of what a run judged: cases by resource type and method, and how many of their claims were planned, asked and judged. */
export function coverageTable({ cases }: Pick<Results, 'cases'>): string {
  const resources = [...new Set(cases.map(({ resource }) => resource))];
  const rows = resources.map((name) =>
    rowOf(
      name,
      cases.filter(({ resource }) => resource === name),
    ),
  );
  const titles = ['resource type', ...columns.map(([title]) => title), 'planned', 'asked', 'judged'];
  return [titles, titles.map((_, index) => (index === 0 ? '---' : '---:')), ...rows, rowOf('**all**', cases)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function rowOf(name: string, cases: readonly CaseRecord[]): string[] {
  const counts = columns.map(([, isOf]) => cases.filter(isOf).length);
  const verdicts = cases.flatMap(({ claims }) => claims.map(({ verdict }) => verdict));
  const { planned, asked, judged } = numbersOf(countOutcomes(verdicts));
  return [name, ...counts.map((count) => (count === 0 ? '' : String(count))), ...[planned, asked, judged].map(String)];
}

const begin = '<!-- coverage: written by npm run coverage -->';
const end = '<!-- /coverage -->';

/** A text with the table between its two markers; undefined where it has none. */
export function withCoverage(text: string, table: string): string | undefined {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return undefined;
  return `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}`;
}
