import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../../value/nearNames.ts';
import { usageLine } from './usage.ts';
import { UsageError } from './usageError.ts';

/** What a command is: how it is called, and what it takes. */
export interface Command {
  readonly name: string;
  /** What follows the name of the command in its usage line; lines after the first say more. */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes besides options; none where it is left out. */
  readonly operands?: { readonly least: number; readonly most: number };
  /** Options that somebody may look for here, by all their names, each with the reason why it is not taken. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** The values of the options of a command. */
export type Values<Given extends Command> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Given['options']; allowPositionals: true }>
>['values'];

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

const help = { help: { type: 'boolean', short: 'h' } } as const;

/** Whether arguments ask a command for its usage. */
export function asksForHelp(command: Command, args: readonly string[]): boolean {
  return optionsIn(command, args).options.some(({ name }) => name === 'help');
}

/** Reads the arguments of a command; throws `UsageError` for what it does not take. */
export function readArguments<const Given extends Command>(
  command: Given,
  args: readonly string[],
): { readonly values: Values<Given>; readonly operands: readonly string[] } {
  const { options, words } = optionsIn(command, args);
  for (const option of options) {
    const problem = problemOf(command, option);
    if (problem !== undefined) throw wrong(command, problem);
  }
  const { least, most } = command.operands ?? { least: 0, most: 0 };
  const stray = words[most];
  if (stray !== undefined) throw wrong(command, `"${stray}" belongs to no option`);
  if (words.length < least)
    throw wrong(
      command,
      `${least === 1 ? '1 word is' : `${least} words are`} expected besides options, found ${words.length}`,
    );
  const read = parseArgs({
    args: undashed(args),
    options: command.options as Given['options'],
    allowPositionals: true,
  });
  return { values: read.values as Values<Given>, operands: read.positionals };
}

/** Whether an option of a command takes a value. */
export function takesValue({ options }: Command, name: string): boolean {
  return Object.hasOwn(options, name) && options[name]?.type === 'string';
}

/** A problem with arguments, and how the command is called. */
function wrong(command: Command, problem: string): UsageError {
  return new UsageError(`${problem}${problem.endsWith('?') ? '' : ';'} ${usageLine(command)}`);
}

/** Options and words as they stand, right or wrong. */
function optionsIn(command: Command, args: readonly string[]): { options: OptionToken[]; words: string[] } {
  const options = { ...command.options, ...help };
  const { tokens } = parseArgs({ args: undashed(args), options, allowPositionals: true, strict: false, tokens: true });
  return {
    options: tokens.flatMap((token) => (token.kind === 'option' ? [token] : [])),
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
  };
}

/** A `--` separates nothing here: it is how options get past npm, and past a gate to what it runs. */
function undashed(args: readonly string[]): string[] {
  return args.filter((argument) => argument !== '--');
}

function problemOf(
  { options, refused = {} }: Command,
  { name, rawName, value, inlineValue }: OptionToken,
): string | undefined {
  if (Object.hasOwn(refused, name)) return `${rawName} is not taken: ${refused[name]}`;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const names = [...Object.keys(options), 'help'].map((one) => `--${one}`);
    return `${rawName} is no option${didYouMean(rawName, names)}`;
  }
  if (option.type === 'boolean') return value === undefined ? undefined : `${rawName} takes no value, found "${value}"`;
  if (value === undefined || value === '') return `${rawName} needs a value, found none`;
  return inlineValue === false && /^-./.test(value)
    ? `${rawName} needs a value, found "${value}"; a value that begins so is written ${rawName}=${value}`
    : undefined;
}
