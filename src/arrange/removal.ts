import type { Exchange } from '../evidence/exchange.ts';
import { fateOf, isGone, type Leftover } from '../evidence/leftover.ts';
import { linesOf } from '../model/api.ts';
import { provokesGone } from '../refusal/refusal.ts';
import type { Known } from './entityGraph.ts';
import type { Session } from './session.ts';

/** What a case made, and has to remove in the end. */
export class Removal {
  readonly #session: Session;
  readonly #made: { readonly path: string; readonly known: Known }[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Takes note of an entity that was made, and of the path at which it is deleted. */
  add(path: string, known: Known): void {
    this.#made.push({ path, known });
  }

  has(entity: Known): boolean {
    return this.#made.some(({ known }) => known === entity);
  }

  /** Removes what was made, last first; gives what is not known to be gone. */
  async removeAll(): Promise<Leftover[]> {
    const { api, lost } = this.#session;
    const left: Leftover[] = [];
    this.#session.beginRemoval();
    const made = this.#made.splice(0).filter(({ known }) => linesOf(api, 'DELETE', known.type, 'entity').length > 0);
    for (const path of [...made.map((one) => one.path), ...lost.splice(0)].reverse()) {
      const removal = await this.#remove(path);
      const look = this.#isLookedAfter(removal) ? await this.#look(path) : undefined;
      const fate = fateOf(removal, look);
      if (fate !== undefined) left.push({ path, fate });
    }
    return left;
  }

  /** Deletes an entity; again while it is not found although no answer has shown it yet, for it may only be late. */
  #remove(path: string): Promise<Exchange> {
    const request = { method: 'DELETE', path, provokes: provokesGone };
    const isLate = this.#isReal && !this.#wasShown(path);
    return isLate ? this.#session.until(request, (removal) => !isGone(removal)) : this.#session.sendRequest(request);
  }

  #wasShown(path: string): boolean {
    const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
    return this.#session.exchanges.some(
      ({ method, answer }) =>
        method === 'GET' && answer !== undefined && answer.status < 300 && answer.text?.includes(id) === true,
    );
  }

  /** A target that is only run by itself is believed; what was refused or not sent is there without a look. */
  #isLookedAfter({ answer, failure }: Exchange): boolean {
    if (!this.#isReal || failure?.kind === 'not sent' || failure?.class !== undefined) return false;
    return answer === undefined || answer.status < 300 || answer.status === 404 || answer.status === 410;
  }

  #look(path: string): Promise<Exchange> {
    return this.#session.until({ method: 'GET', path, provokes: provokesGone }, isGone);
  }

  get #isReal(): boolean {
    return this.#session.maker.mark !== undefined;
  }
}
