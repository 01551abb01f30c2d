import { type Outcome, outcomes } from '../../judge/verdict.ts';

/** Where progress is shown: a stream that may be a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const eraseLine = '\r\u001b[K';

/** Calls something every minute, until it is told to stop. */
export type Minutes = (tick: () => void) => () => void;

/** Calls something every minute by the clock of the machine, which keeps no process from ending. */
const everyMinute: Minutes = (tick) => {
  const timer = setInterval(tick, 60_000).unref();
  return () => clearInterval(timer);
};

/** How far a run is: at a terminal in one line that is written again and again, in CI and in a file in one line a minute. */
export class Progress {
  readonly #screen: Screen;
  readonly #isShown: boolean;
  readonly #minutes: Minutes;
  readonly #counts = new Map<Outcome, number>();
  #done = 0;
  #planned = 0;
  #stop = (): void => undefined;

  constructor(screen: Screen, environment: Readonly<Record<string, string | undefined>>, minutes = everyMinute) {
    this.#screen = screen;
    this.#isShown = screen.isTTY === true && !environment['CI'];
    this.#minutes = minutes;
  }

  /** Begins to count so many cases. */
  begin(planned: number): void {
    this.#planned = planned;
    this.end();
    if (!this.#isShown) this.#stop = this.#minutes(() => this.#screen.write(`${this.line}\n`));
  }

  /** Says no more. */
  end(): void {
    this.#stop();
    this.clear();
  }

  /** Counts a case that has ended. */
  add(outcome: Outcome): void {
    this.#done += 1;
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    if (this.#isShown) this.#screen.write(`${eraseLine}${this.line}`);
  }

  /** Makes room for other text. */
  clear(): void {
    if (this.#isShown && this.#done > 0) this.#screen.write(eraseLine);
  }

  /** The line, such as `12 of 398 cases: 10 pass, 2 fail`. */
  get line(): string {
    const counts = outcomes.toReversed().flatMap((outcome) => {
      const count = this.#counts.get(outcome);
      return count === undefined ? [] : `${count} ${outcome}`;
    });
    const ended = `${this.#done} of ${this.#planned} cases`;
    return counts.length === 0 ? ended : `${ended}: ${counts.join(', ')}`;
  }
}
