/**
 * How Playwright was started: to run and judge, to name the cases alone, or for a person who chooses what is run as they go,
 * in UI mode or in an editor.
 */
export type StartedAs = 'run' | 'list' | 'attended';

const ofUiMode = /^--ui(?:-host|-port)?(?:=|$)/;

/** How Playwright was started, by its command and arguments; of commands that are not known, none may write results. */
export function startedAs([command, ...args]: readonly string[]): StartedAs {
  if (command !== 'test' || args.some((argument) => ofUiMode.test(argument))) return 'attended';
  return args.includes('--list') ? 'list' : 'run';
}
