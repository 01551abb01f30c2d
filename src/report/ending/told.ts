import type { Outcome } from '../../judge/verdict.ts';
import type { Judgement } from './judgement.ts';

/** What a run says while it goes on and in its end, to the command that started it or, without one, to a person. */
export type Told =
  | { readonly is: 'begun'; readonly cases: number }
  | { readonly is: 'case'; readonly outcome: Outcome }
  | { readonly is: 'sign in'; readonly text: string }
  | { readonly is: 'judged'; readonly judgement: Judgement }
  /** The results hold a secret, so that they are neither printed nor written. */
  | { readonly is: 'withheld' }
  /** A report that was asked for, and why it is missing. */
  | ({ readonly is: 'missing' } & MissingReport)
  /** Something that went wrong after the run was judged. */
  | { readonly is: 'trouble'; readonly text: string }
  | { readonly is: 'written' };

/** A report that was asked for and is missing: its file, and the problem as it goes on from its name. */
export interface MissingReport {
  readonly report: string;
  readonly problem: string;
}

/** What is done with each kind of thing that is said. */
export type Ear = { readonly [Is in Told['is']]: (told: Extract<Told, { is: Is }>) => void };

/** Hears what is said. */
export function hear(ear: Ear, told: Told): void {
  const heard = ear[told.is] as (told: Told) => void;
  heard(told);
}

/** Says something; what is said is heard, or nobody listens any more, when the promise resolves. */
export type Tell = (told: Told) => Promise<void>;

/** The variable by which a command says to Playwright that it listens. */
export const listeningVariable = 'GPCONF_COMMAND';

/**
 * Whether this process is the Playwright that a command started and listens to. Playwright's own children, the workers and the
 * loader, inherit the variable, but their channel is Playwright's. A command that ended at once has left a process without channel.
 */
export function isListenedTo(runner: NodeJS.Process): boolean {
  const command = runner.env[listeningVariable];
  if (!command || !runner.send || runner.env['TEST_WORKER_INDEX'] !== undefined) return false;
  return !runner.connected || Number(command) === runner.ppid;
}

/** Tells the command that started this process and listens; undefined if none does. */
export function tellerToCommand(runner: NodeJS.Process): Tell | undefined {
  if (!isListenedTo(runner)) return undefined;
  return (told) =>
    new Promise((resolve) => {
      if (runner.connected) runner.send?.(told, undefined, undefined, () => resolve());
      else resolve();
    });
}
