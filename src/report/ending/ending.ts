import type { Decision } from '../record/runReasons.ts';
import { counted } from '../text/counted.ts';
import type { Judgement } from './judgement.ts';
import type { MissingReport } from './told.ts';

/** How every command of the suite ends, but for signals. */
export const exitCode = {
  conformant: 0,
  notConformant: 1,
  inconclusive: 2,
  ownError: 3,
  usage: 64,
} as const;

/** The signals that end a command, each with the exit code that shells give it. */
export const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** A signal that ends a command. */
export type EndingSignal = keyof typeof signalCodes;

/** The signals that end a command. */
export const endingSignals = Object.keys(signalCodes) as readonly EndingSignal[];

/** Everything that decides how a run ends. */
export interface RunFacts {
  /** What the run came to; undefined if it was never judged. */
  readonly judgement?: Pick<Judgement, 'decision' | 'signal' | 'word'>;
  /** How Playwright ended: its exit code, or the signal that ended it. */
  readonly playwright: number | string;
  /** The signal that came to the command. */
  readonly signal?: EndingSignal;
  /** How many cases ended, and of how many; undefined if none was begun. */
  readonly cases?: { readonly ended: number; readonly of: number };
  /** How many files or texts were found to hold a secret, and were deleted. */
  readonly leaks: number;
  readonly missing: readonly MissingReport[];
  /** Whether everything that is written of a run was tried to be. */
  readonly isWritten: boolean;
  /** What went wrong after the run was judged, in sentences. */
  readonly troubles: readonly string[];
  /** That something the run made may still be there, in a sentence. */
  readonly left?: string;
}

/** How a run ends: its exit code, and the last line that it prints, which never disagree. */
export interface Ending {
  readonly code: number;
  readonly word: string;
}

const codes: Readonly<Record<Exclude<Decision, 'interrupted'>, number>> = {
  conformant: exitCode.conformant,
  'not conformant': exitCode.notConformant,
  inconclusive: exitCode.inconclusive,
  incomplete: exitCode.inconclusive,
  error: exitCode.ownError,
};

/** The one place where it is decided how a run ends. */
export function endingOf(facts: RunFacts): Ending {
  const { judgement, playwright, leaks, left } = facts;
  if (leaks > 0) {
    return fault(leaksWords(leaks));
  }
  const signal = facts.signal ?? signalOf(judgement);
  if (signal) return { code: signalCodes[signal], word: interruptedWord(signal, facts) };
  if (!judgement || judgement.decision === 'interrupted') {
    const how = typeof playwright === 'number' ? `exit code ${playwright}` : playwright;
    return fault(`the run ended without a verdict (${how}); nothing is said about the target`);
  }
  const { decision, word } = judgement;
  const own = decision === 'not conformant' ? undefined : ownFault(facts, decision);
  if (own !== undefined) return fault(`${own}; the verdict stands: ${word}`);
  if (decision === 'conformant' && left !== undefined)
    return { code: exitCode.inconclusive, word: `INCONCLUSIVE: ${left}; the verdict stands: ${word}` };
  return { code: codes[decision], word };
}

function fault(text: string): Ending {
  return { code: exitCode.ownError, word: `ERROR: ${text}` };
}

/** What went wrong beside a verdict that would otherwise be believed: a report is missing, or Playwright says that something failed. */
function ownFault({ missing, isWritten, troubles, playwright }: RunFacts, decision: Decision): string | undefined {
  const [first, ...others] = missing;
  if (first) {
    const more = others.length > 0 ? `, and ${counted(others.length, 'other report')} neither` : '';
    return `${describeMissing(first)}${more}`;
  }
  if (troubles[0] !== undefined) return troubles[0];
  if (!isWritten) return `the run ended before its reports were written (${playwright})`;
  return decision === 'conformant' && playwright !== 0 ? `Playwright ended with ${playwright}` : undefined;
}

/** That secrets were found in what a run wrote or was to print, and what became of them. */
export function leaksWords(leaks: number): string {
  const where = counted(leaks, 'report file');
  return `a secret of the target was found in ${where}; all reports were deleted; please report this fault of the suite`;
}

/** That a report is missing, as a sentence. */
export function describeMissing({ report, problem }: MissingReport): string {
  return `${report} ${problem}`;
}

function signalOf(judgement: RunFacts['judgement']): EndingSignal | undefined {
  return judgement?.decision === 'interrupted' ? endingSignals.find((name) => name === judgement.signal) : undefined;
}

function interruptedWord(signal: EndingSignal, { judgement, cases }: RunFacts): string {
  if (judgement?.decision === 'interrupted' && judgement.signal === signal) return judgement.word;
  const when = cases ? `after ${cases.ended} of ${counted(cases.of, 'case')}` : 'before the first case';
  return `INTERRUPTED ${when} (${signal})`;
}
