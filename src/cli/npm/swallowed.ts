import type { Environment } from '../../settings/setting.ts';
import { distanceTo } from '../../value/nearNames.ts';
import type { Command } from '../option/arguments.ts';
import { isRun, type NpmLine } from './line.ts';

/** How a process was started by npm. */
export interface StartedByNpm {
  readonly environment: Environment;
  /** The lines of every npm above the process, as far as they can be seen. */
  readonly lines: readonly NpmLine[];
  /** The names that `.npmrc` files set. */
  readonly configured: ReadonlySet<string>;
}

type Taken = Pick<Command, 'options' | 'refused'>;

/** What npm makes of options that it takes for the beginning or a short form of its own. */
const expansions: Readonly<Record<string, string>> = { token: 'token-description', g: 'global', j: 'json' };

/** Settings of npm's own that people keep in the environment: there they say nothing about an option of ours. */
const everyday: ReadonlySet<string> = new Set(['proxy', 'ca']);

/** Options that npm knows by the same name and with other values, which it drops with a warning. */
const ofOtherValues: ReadonlySet<string> = new Set(['only']);

/** Options that a run refuses, and that npm knows by the same name and for its own use. */
const ownOfNpm: ReadonlySet<string> = new Set(['quiet', 'browser', 'c']);

/**
 * The options of a command, by their long names, that npm took for itself because no lone `--` stood before them. npm leaves
 * them in its log and as `npm_config_…` in the environment of the script, beside what comes from its own settings.
 */
export function swallowedBy(command: Taken, { environment, lines, configured }: StartedByNpm): string[] {
  const ran = environment['npm_command'];
  if (ran && !isRun(ran)) return [];
  const written = lines.filter((line) => isRun(line.command)).flatMap(({ options }) => options);
  const others = lines.filter((line) => !isRun(line.command)).flatMap(({ options }) => options.map(bare));
  const inherited = namesAmong(environment).filter(
    (name) => !configured.has(name) && !everyday.has(name) && !others.some((other) => stem(other) === stem(name)),
  );
  const found = [
    ...written.flatMap((option) => writtenAs(command, option) ?? []),
    ...inherited.flatMap((name) => inheritedAs(command, name) ?? []),
  ];
  return [...new Set(found)];
}

/**
 * The options of a command that npm may have taken without a trace, for it keeps no log: of what it knows with other values it
 * leaves nothing in the environment.
 */
export function untraced(command: Taken, { environment, lines }: StartedByNpm): string[] {
  const script = environment['npm_lifecycle_event'] ?? '';
  const keepsNone = environment['npm_config_logs_max'] === '0' && !lines.some(({ words }) => words.includes(script));
  const ran = environment['npm_command'];
  return keepsNone && ran !== undefined && isRun(ran) ? namesOf(command).filter((name) => ofOtherValues.has(name)) : [];
}

function namesAmong(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && name.startsWith('npm_config_') ? name.slice('npm_config_'.length).replaceAll('_', '-') : [],
  );
}

/** The option of a command that was meant by one on the line of npm, where a short one may have its value glued to it. */
function writtenAs(command: Taken, option: string): string | undefined {
  const name = bare(option);
  const letter = /^-(\w)/.exec(option)?.[1];
  return (
    named(command, name) ??
    (letter === undefined ? undefined : shortened(command, (short) => short === letter)) ??
    almostNamed(command, name)
  );
}

/** The option of a command that was meant by a name in the environment, where npm writes small letters alone; it knows `-g`, so `g` there is `-G`. */
function inheritedAs(command: Taken, name: string): string | undefined {
  const letter = /^(.)(?:\d+%?)?$/.exec(name)?.[1];
  return (
    named(command, name) ??
    shortened(command, (short) => short.toLowerCase() === letter && short !== 'g') ??
    almostNamed(command, name)
  );
}

function named(command: Taken, name: string): string | undefined {
  return (
    namesOf(command).find((one) => stem(one) === stem(name) || expansions[one] === name) ??
    shortened(command, (short) => expansions[short] === name)
  );
}

function shortened({ options }: Taken, isIt: (short: string) => boolean): string | undefined {
  return Object.entries(options).find(([, { short }]) => short !== undefined && isIt(short))?.[0];
}

/** An option that a name is the beginning of, as npm completes them, or from which it is one letter away. */
function almostNamed(command: Taken, name: string): string | undefined {
  const text = stem(name);
  return namesOf(command).find(
    (one) => (text.length >= 3 && stem(one).startsWith(text)) || (text.length >= 5 && distanceTo(text, stem(one)) <= 1),
  );
}

function namesOf({ options, refused = {} }: Taken): string[] {
  return [...Object.keys(options), ...Object.keys(refused).filter((name) => !ownOfNpm.has(name))];
}

/** The name of an option as it is written: without dashes, and without `no-`. */
function bare(option: string): string {
  return option.replace(/^-+(?:no-)*/, '');
}

function stem(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}
