import { UsageError } from './usageError.ts';

/** The options of a run: which cases it is about, what is to be done with them, and how the work is divided. */
export const runOptions = {
  only: { type: 'string', multiple: true },
  'last-failed': { type: 'boolean' },
  grep: { type: 'string', short: 'g' },
  'grep-invert': { type: 'string', short: 'G' },
  list: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  shard: { type: 'string' },
  workers: { type: 'string', short: 'j' },
  ui: { type: 'boolean' },
  'ui-host': { type: 'string' },
  'ui-port': { type: 'string' },
} as const;

/** What the options of a run do, for the usage of commands that take them. */
export const runUsage = `  --only <name>           a case, page or claim, any number of times
  --last-failed           what failed in the last run, or could not be judged
  --grep, -g <pattern>    cases whose titles and tags a regular expression finds; --grep-invert, -G those others
  --list                  prints the cases, and sends nothing
  --dry-run               says what would be sent, written and skipped, and sends nothing to the target
  --shard <n>/<all>       a part of the cases, for npm run merge
  --workers, -j <number>  processes that work side by side, or a percentage of processors
  --ui                    Playwright's UI mode, to pick cases by hand; --ui-port and --ui-host show it in a browser`;

const judge = 'a run is judged by one configuration and one reporter';
const reporting = 'what a run writes is in reports/; npm run report renders it';
const once = 'a case is sent once, and what failed once is told';
const whole = 'a run that stops early says nothing of what it left out; choose cases by --only or --grep';
const none = 'no browser, snapshot or trace is part of a run';

/** Options of Playwright's that would take the judge away or blur what it says, each with the reason. */
export const refused: Readonly<Record<string, string>> = {
  config: judge,
  c: judge,
  reporter: judge,
  'add-reporter': judge,
  project: 'GRAPH_TARGET chooses the target',
  output: reporting,
  quiet: reporting,
  retries: once,
  'repeat-each': once,
  'fail-on-flaky-tests': once,
  'pass-with-no-tests': 'a run of no case is not conformant',
  'max-failures': whole,
  x: whole,
  'global-timeout': whole,
  timeout: 'GRAPH_DEADLINE_MS says how long an answer is waited for',
  'only-changed': 'the cases come from contracts; choose them by --only or --grep',
  'test-list': 'choose cases by --only or --grep',
  'test-list-invert': 'choose cases by --only or --grep',
  debug: none,
  headed: none,
  browser: none,
  trace: none,
  'update-snapshots': none,
  u: none,
};

/** The options that Playwright is told of. */
interface Forwarded {
  readonly shard?: string;
  readonly workers?: string;
  readonly ui?: boolean;
  readonly 'ui-host'?: string;
  readonly 'ui-port'?: string;
}

/** The arguments of Playwright's that options of a run stand for. Throws `UsageError` for a value that is none. */
export function forwarded({ shard, workers, ui, ...attended }: Forwarded): string[] {
  if (shard !== undefined && !isShard(shard))
    throw new UsageError(`--shard "${shard}" is no shard; it must be its number of all, from 1/3 to 3/3 for three`);
  if (workers !== undefined && !/^[1-9]\d*%?$/.test(workers))
    throw new UsageError(`--workers "${workers}" must be a whole number of at least 1, or a percentage such as 50%`);
  return [
    ...(shard === undefined ? [] : [`--shard=${shard}`]),
    ...(workers === undefined ? [] : [`--workers=${workers}`]),
    ...(ui ? ['--ui'] : []),
    ...(['ui-host', 'ui-port'] as const).flatMap((name) =>
      attended[name] === undefined ? [] : [`--${name}=${attended[name]}`],
    ),
  ];
}

function isShard(text: string): boolean {
  const [, number, all] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  return Number(number) <= Number(all);
}
