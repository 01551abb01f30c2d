/** What an npm was called with, as its log has it. */
export interface NpmLine {
  /** The command of npm's, such as `run`. */
  readonly command: string;
  /** The words that follow the command and belong to no option: the script comes first. */
  readonly words: readonly string[];
  /** The options before a lone `--`, as they were written. */
  readonly options: readonly string[];
  /** The `.npmrc` files that it read. */
  readonly configurations: readonly string[];
}

/** Reads the line of an npm from its log; undefined if the log does not say it yet, or is of another form. */
export function npmLineIn(log: string): NpmLine | undefined {
  const title = /^\d+ verbose title npm (.+?)\r?$/m.exec(log)?.[1];
  const cooked = /^\d+ verbose argv (".*")\r?$/m.exec(log)?.[1];
  if (title === undefined || cooked === undefined) return undefined;
  const [command = '', ...words] = title.split(' ');
  const argv = [...cooked.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([word]) => JSON.parse(word) as string);
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const configurations = [...log.matchAll(/^\d+ silly config load:file:(.+?)\r?$/gm)].map(([, file = '']) => file);
  return { command, words, options: before.filter((word) => /^-./.test(word)), configurations };
}

/** Whether the npm that wrote a log has ended. */
export function isEnded(log: string): boolean {
  return /^\d+ verbose exit /m.test(log);
}

/** The commands of npm's that run a script or a package, by all their names. */
const runs: ReadonlySet<string> = new Set([
  ...['run', 'run-script', 'rum', 'urn', 'exec', 'x'],
  ...['test', 'tst', 't', 'start', 'stop', 'restart'],
]);

/** Whether a command of npm's runs scripts or packages, so that options may have been meant for what it runs. */
export function isRun(command: string): boolean {
  return runs.has(command);
}
