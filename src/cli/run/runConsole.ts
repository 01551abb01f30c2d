import { verdictHeading } from '../../report/ci/jobSummary.ts';
import { type Minutes, Progress } from '../../report/console/progress.ts';
import { describeMissing, type EndingSignal, endingOf, type RunFacts } from '../../report/ending/ending.ts';
import type { Judgement } from '../../report/ending/judgement.ts';
import { tellJob } from '../../report/ending/reportFiles.ts';
import { type Ear, hear, type MissingReport, type Told } from '../../report/ending/told.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { Leftovers } from './leftovers.ts';
import type { PlaywrightEnd } from './playwright.ts';

/** Where a command prints what a run says. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is known when Playwright has ended, besides what the run said. */
export interface Outside extends PlaywrightEnd, Leftovers {
  readonly signal?: EndingSignal;
  /** How many files or texts hold a secret; asked before anything is printed. */
  readonly leaksIn: (texts: readonly string[]) => number;
}

/** Hears what a run says, shows how far it is, and says in the end what it came to. */
export class RunConsole {
  readonly #name: string;
  readonly #terminal: Terminal;
  readonly #progress: Progress;
  readonly #missing: MissingReport[] = [];
  readonly #troubles: string[] = [];
  #cases: { ended: number; of: number } | undefined;
  #judgement: Judgement | undefined;
  #isWritten = false;
  #withheld = 0;
  readonly #ear: Ear = {
    begun: ({ cases }) => {
      this.#cases = { ended: 0, of: cases };
      this.#progress.begin(cases);
    },
    case: ({ outcome }) => {
      if (this.#cases) this.#cases.ended += 1;
      this.#progress.add(outcome);
    },
    'sign in': ({ text }) => {
      this.#progress.clear();
      this.#terminal.stderr.write(text);
    },
    judged: ({ judgement }) => {
      this.#judgement = judgement;
    },
    withheld: () => {
      this.#withheld += 1;
    },
    missing: ({ report, problem }) => {
      this.#missing.push({ report, problem });
    },
    trouble: ({ text }) => {
      this.#troubles.push(text);
    },
    written: () => {
      this.#isWritten = true;
    },
  };

  constructor(name: string, terminal: Terminal, minutes?: Minutes) {
    this.#name = name;
    this.#terminal = terminal;
    this.#progress = new Progress(terminal.stdout, terminal.env, minutes);
  }

  /** Hears what the run says. */
  hear(told: Told): void {
    hear(this.#ear, told);
  }

  /** Prints what the run came to, its last line last, and gives the exit code that says the same. */
  conclude({ ended, printed, signal, left, unseen, leaksIn }: Outside): number {
    this.#progress.end();
    const judgement = this.#judgement;
    const texts = judgement ? [judgement.summary, ...judgement.annotations, judgement.jobSummary ?? ''] : [];
    const leaks = this.#withheld + leaksIn([...texts, ...this.#troubles, printed]);
    const facts: RunFacts = {
      playwright: ended,
      leaks,
      missing: this.#missing,
      isWritten: this.#isWritten,
      troubles: this.#troubles,
      ...(judgement && { judgement }),
      ...(signal && { signal }),
      ...(this.#cases && { cases: this.#cases }),
      ...(left === undefined ? {} : { left }),
    };
    const { code, word } = endingOf(facts);
    if (leaks === 0) this.#tell(facts, { printed, word, unseen });
    this.#terminal.stdout.write(`${word}\n`);
    return code;
  }

  #tell(
    { missing, troubles, left, signal }: RunFacts,
    { printed, word, unseen }: { printed: string; word: string; unseen: string | undefined },
  ): void {
    const judgement = this.#judgement;
    if (judgement) this.#terminal.stdout.write(`${[...judgement.annotations, judgement.summary].join('\n')}\n`);
    else if (signal === undefined) for (const line of printed.split('\n')) if (line.trim() !== '') this.#say(line);
    for (const one of missing) this.#say(describeMissing(one));
    for (const text of troubles) this.#say(text);
    for (const text of [unseen, left]) if (text !== undefined) this.#say(text);
    if (judgement?.jobSummary === undefined) return;
    const [, ...lines] = judgement.jobSummary.split('\n');
    for (const one of tellJob(this.#terminal.env, [verdictHeading(word), ...lines].join('\n')))
      this.#say(`${describeMissing(one)}; the summary of the job goes without this run, whose verdict stands`);
  }

  #say(text: string): void {
    this.#terminal.stderr.write(`${this.#name}: ${sanitise(text)}\n`);
  }
}
