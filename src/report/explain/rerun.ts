import type { RunInfo } from '../record/results.ts';
import { shellWord } from '../text/shellWord.ts';

/** The command that runs one case alone, as it was run. */
export function rerunCommand(
  id: string,
  { settings = {}, command = 'npm run conformance --' }: Pick<RunInfo, 'settings' | 'command'> = {},
): string {
  const variables = Object.entries(settings).map(([name, value]) => `${name}=${shellWord(value)} `);
  return `${variables.join('')}${command} --only ${shellWord(id)}`;
}
