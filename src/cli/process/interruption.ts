import { type EndingSignal, signalCodes } from '../../report/ending/ending.ts';

/** What a command does when a signal comes, in place of ending at once. */
export interface Heeding {
  /** The first signal: comes to an end in good order. */
  readonly stop: (signal: EndingSignal) => void;
  /** Somebody will not wait for that: lets go of everything, now. */
  readonly hurry?: () => void;
}

/** How a process ends, and by what clock. */
export interface Ending {
  readonly say: (text: string) => void;
  readonly exit: (code: number) => void;
  readonly now: () => number;
}

/** One press of Ctrl+C may come more than once, from the terminal and from npm: within this time it is one, in milliseconds. */
const onePress = 500;

/** The signals that come to a command. Without anybody who heeds them they end it at once, with the code that shells give them. */
export class Interruption {
  readonly #ending: Ending;
  #signal: EndingSignal | undefined;
  #since = 0;
  #heeding: Heeding | undefined;

  constructor(ending: Ending) {
    this.#ending = ending;
  }

  /** The first signal that came. */
  get signal(): EndingSignal | undefined {
    return this.#signal;
  }

  /** Takes note of a signal. */
  notice(signal: EndingSignal): void {
    if (this.#signal !== undefined && this.#ending.now() - this.#since < onePress) return;
    const isFirst = this.#signal === undefined;
    this.#signal ??= signal;
    this.#since = this.#ending.now();
    if (isFirst && this.#heeding) {
      this.#heeding.stop(signal);
      return;
    }
    this.#heeding?.hurry?.();
    this.#end(this.#signal);
  }

  /** Has signals heeded while something is done. */
  async heed<T>(heeding: Heeding, act: () => Promise<T>): Promise<T> {
    const before = this.#heeding;
    this.#heeding = heeding;
    try {
      return await act();
    } finally {
      this.#heeding = before;
    }
  }

  #end(signal: EndingSignal): void {
    this.#ending.say(`INTERRUPTED (${signal})`);
    this.#ending.exit(signalCodes[signal]);
  }
}
