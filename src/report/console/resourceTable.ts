import { type Outcome, outcomes } from '../../judge/verdict.ts';
import type { CaseRecord } from '../record/results.ts';
import { aligned } from '../text/table.ts';

/** The columns of the table: a method, or the kind of a case that is not one documented request. */
const columns = ['GET', 'POST', 'PATCH', 'DELETE', 'protocol', 'lifecycle'];

/** The letter of each outcome behind its count; what passed has none. */
const letters: Readonly<Record<Outcome, string>> = {
  pass: '',
  deviation: 'D',
  fail: 'F',
  healed: 'H',
  inconclusive: 'I',
  error: 'E',
  skipped: 'S',
};

/** A table of cases by verdict: a row for each resource type and one for all, a column for each method, and what its letters mean. */
export interface ResourceTable {
  readonly rows: readonly (readonly string[])[];
  readonly legend: string;
}

const longestLine = 120;

/**
 * Counts the cases of each resource type by method and verdict; methods that no case has are left out. Where a line would
 * be too long for a console, the counts of a cell stand close together.
 */
export function resourceTable(cases: readonly CaseRecord[]): ResourceTable {
  const table = tableOf(cases, ' ');
  return aligned(table.rows).some((line) => line.length > longestLine) ? tableOf(cases, '') : table;
}

function tableOf(cases: readonly CaseRecord[], between: string): ResourceTable {
  const shown = columns.filter((column) => cases.some((record) => columnOf(record) === column));
  const row = (name: string, own: readonly CaseRecord[]): string[] => [
    name,
    ...shown.map((column) =>
      counts(
        own.filter((record) => columnOf(record) === column),
        between,
      ),
    ),
    String(own.length),
    String(own.reduce((sum, { claims }) => sum + claims.length, 0)),
  ];
  const resources = [...new Set(cases.map(({ resource }) => resource))];
  const rows = resources.map((name) =>
    row(
      name,
      cases.filter(({ resource }) => resource === name),
    ),
  );
  const used = outcomes.filter((one) => letters[one] !== '' && cases.some(({ verdict }) => verdict === one));
  return {
    rows: [
      ['resource type', ...shown, 'cases', 'claims'],
      ...rows,
      ...(resources.length > 1 ? [row('all', cases)] : []),
    ],
    legend: used.length === 0 ? '' : `pass without a letter, ${used.map((one) => `${letters[one]} ${one}`).join(', ')}`,
  };
}

function columnOf({ kind, method }: CaseRecord): string {
  return kind === 'request' ? method : kind;
}

/** How many cases came to each verdict, those that passed first. */
function counts(cases: readonly CaseRecord[], between: string): string {
  const found = outcomes.toReversed().flatMap((outcome) => {
    const count = cases.filter(({ verdict }) => verdict === outcome).length;
    return count === 0 ? [] : [`${count}${letters[outcome]}`];
  });
  return found.length === 0 ? '·' : found.join(between);
}
