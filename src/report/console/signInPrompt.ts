import { sanitise } from '../../value/sanitise.ts';

const mark = 'sign in: ';

/** Tells the person at the terminal, from whatever process, what to do to sign in. */
export function announceSignIn(text: string): void {
  process.stderr.write(`${mark}${sanitise(text)}\n`);
}

/** What a worker wrote to its standard error that a person has to read; of the rest nothing is printed. */
export function signInOf(chunk: string): string | undefined {
  return chunk.startsWith(mark) ? chunk : undefined;
}
