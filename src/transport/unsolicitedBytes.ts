import { setTimeout as sleep } from 'node:timers/promises';
import type { openerFor, Sender } from './network.ts';

/** undici closes a connection with this message when bytes come that no request waits for. */
const unaskedBytes = 'bad response';

/**
 * The connection of one request, left open after its answer. A client that used it for the next request would take what
 * comes unasked for the next answer (RFC 9112 §6.3).
 */
export class Watch {
  readonly sender: Sender;
  readonly #unasked: Promise<boolean>;

  constructor(open: ReturnType<typeof openerFor>) {
    let tell: (came: boolean) => void = () => undefined;
    this.#unasked = new Promise((resolve) => {
      tell = resolve;
    });
    this.sender = open(({ message }) => tell(message === unaskedBytes));
  }

  /** Whether bytes come that nobody asked for, until the server closes the connection or these milliseconds are over; then closes it. */
  async end(milliseconds: number): Promise<boolean> {
    const giveUp = new AbortController();
    const quiet = sleep(milliseconds, false, { signal: giveUp.signal }).catch(() => false);
    const came = await Promise.race([this.#unasked, quiet]);
    giveUp.abort();
    await this.sender.destroy();
    return came;
  }
}
