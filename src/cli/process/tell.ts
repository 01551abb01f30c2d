import { sanitise } from '../../value/sanitise.ts';

/** Tells a person something on standard error, in a line of its own that begins with the name of the command. */
export function tell(command: string, text: string): void {
  process.stderr.write(`${command}: ${sanitise(text)}\n`);
}
