import { aligned } from '../report/text/table.ts';
import type { ConformanceRun } from './conformanceRun.ts';
import type { Measured, StartUp } from './measure.ts';

/** What the benchmark found, as `reports/bench.json` holds it. Times are in milliseconds. */
export interface Account {
  readonly date: string;
  readonly node: string;
  readonly rounds: number;
  readonly cases: number;
  readonly documentedRequests: number;
  readonly runs: Readonly<Record<string, Measured>>;
  /** The time of each run divided by that of the bare loop, start-up apart. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Bodies that the bare loop takes for wrong because `JSON.parse` rounds integers beyond 2^53. */
  readonly refusedByBareLoop: number;
  readonly right: ConformanceRun;
  readonly wrong: Readonly<Record<string, ConformanceRun & { readonly ratio: number }>>;
}

/** The account for a reader at the console. */
export function describe(account: Account): string {
  const { runs, ratios, cases, documentedRequests, refusedByBareLoop, right, wrong, rounds } = account;
  const columns = Object.values(runs);
  const row = (title: string, cell: (run: Measured) => string): string[] => [title, ...columns.map(cell)];
  const rate =
    (count: number): ((run: Measured) => string) =>
    ({ milliseconds }) =>
      (milliseconds / count).toFixed(2);
  const table = aligned([
    ['', ...Object.keys(runs)],
    row('start-up, ms', ({ startUp }) => total(startUp).toFixed(0)),
    ...stagesOf(columns).map((stage) => row(`  ${stage}`, ({ startUp }) => startUp[stage]?.toFixed(0) ?? '·')),
    row('requests', ({ requests }) => String(requests)),
    row('time without start-up, s', ({ milliseconds }) => (milliseconds / 1000).toFixed(1)),
    row('requests per second', ({ milliseconds, requests }) => ((requests / milliseconds) * 1000).toFixed(0)),
    row('ms per request sent', (run) => rate(run.requests)(run)),
    row(`ms per documented request (${documentedRequests})`, rate(documentedRequests)),
    row(`ms per case (${cases})`, rate(cases)),
    ['ratio', ...Object.keys(runs).map((name) => ratios[name]?.toFixed(2) ?? '')],
  ]);
  const servers = aligned([
    ['npm run conformance against', 'wall s', 'ratio', 'cases', 'judged'],
    ['a right server', seconds(right), '1.00', String(right.cases), String(right.cases - right.notJudged)],
    ...Object.entries(wrong).map(([name, run]) => [
      name,
      seconds(run),
      run.ratio.toFixed(2),
      String(run.cases),
      String(run.cases - run.notJudged),
    ]),
  ]);
  return [
    `The whole plan, in order, one request at a time; every run in a process of its own with its mock; medians of ${rounds}; ${account.date}, Node ${account.node}.`,
    'The bare loop sends the requests that the suite sent, on one open connection, and gets the same statuses.',
    `It takes ${refusedByBareLoop} right bodies for wrong, because JSON.parse rounds integers beyond 2^53.`,
    '',
    ...table,
    '',
    ...servers,
  ].join('\n');
}

function total(startUp: StartUp): number {
  return Object.values(startUp).reduce((sum, stage) => sum + stage, 0);
}

function stagesOf(runs: readonly Measured[]): string[] {
  return [...new Set(runs.flatMap(({ startUp }) => Object.keys(startUp)))];
}

function seconds({ milliseconds }: ConformanceRun): string {
  return (milliseconds / 1000).toFixed(1);
}
