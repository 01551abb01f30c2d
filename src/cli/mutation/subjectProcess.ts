import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { LastWord, Order, Word } from '../../mutation/protocol.ts';

/** How a process came to the end of an order: it said all, or fell silent for too long, or died. */
export interface Obeyed {
  readonly words: readonly Word[];
  readonly end: 'done' | 'timeout' | 'crash';
}

/** Starts processes that run checks in an instrumented copy, and gives them orders. */
export class SubjectProcess {
  readonly #child: ChildProcess;
  #isReady = false;

  constructor(folder: string, subject: string, mutants: readonly number[]) {
    const environment = Object.entries(process.env).filter(([name]) => !/^(GRAPH|GPCONF|ENV_FILE)/.test(name));
    this.#child = fork(join(folder, 'fixtures/mutation/process.js'), [subject, mutants.join()], {
      cwd: folder,
      env: Object.fromEntries(environment),
      execArgv: ['--max-old-space-size=1024'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  /** Whether the process can take another order. */
  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && !this.#child.killed;
  }

  /** Gives an order and listens until the last word on it; a process that is silent for `silence` milliseconds is killed. */
  async obey(order: Order, silence: number): Promise<Obeyed> {
    if (!this.#isReady) {
      const start = await this.#listen(silence);
      if (start.end !== 'done') return start;
      this.#isReady = true;
    }
    this.#child.send(order);
    return this.#listen(silence);
  }

  /** Ends the process. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }

  #listen(silence: number): Promise<Obeyed> {
    const child = this.#child;
    const words: Word[] = [];
    return new Promise((resolve) => {
      const finish = (end: Obeyed['end']): void => {
        clearTimeout(timer);
        child.off('message', hear);
        child.off('exit', die);
        child.off('error', die);
        if (end === 'timeout') this.stop();
        resolve({ words, end });
      };
      const die = (): void => finish('crash');
      const hear = (word: unknown): void => {
        if (isLast(word)) finish('done');
        else {
          words.push(word as Word);
          timer.refresh();
        }
      };
      const timer = setTimeout(() => finish('timeout'), silence);
      child.on('message', hear);
      child.on('exit', die);
      child.on('error', die);
      if (child.exitCode !== null) die();
    });
  }
}

function isLast(word: unknown): word is LastWord {
  return typeof word === 'object' && word !== null && 'done' in word;
}
