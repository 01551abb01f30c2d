import { type Outcome, outcomes } from '../contract/verdict.ts';

/** Where progress is shown: a stream that may be a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const eraseLine = '\r\u001b[K';

/** How far a run is, in one line that is written again and again; quiet in CI and where nobody looks at a terminal. */
export class Progress {
  readonly #screen: Screen;
  readonly #isShown: boolean;
  readonly #counts = new Map<Outcome, number>();
  #done = 0;
  #planned = 0;

  constructor(screen: Screen, environment: Readonly<Record<string, string | undefined>>) {
    this.#screen = screen;
    this.#isShown = screen.isTTY === true && !environment['CI'];
  }

  begin(planned: number): void {
    this.#planned = planned;
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
    return `${this.#done} of ${this.#planned} cases: ${counts.join(', ')}`;
  }
}
