import { linesOf } from '../../contract/api.ts';
import { isNotFound } from '../patience.ts';
import { provokesGone } from '../refusal.ts';
import type { Session } from '../session.ts';
import type { Known } from './scene.ts';

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

  /** Removes what was made, last first; gives the paths of what is still there. */
  async removeAll(): Promise<string[]> {
    const { api, lost } = this.#session;
    const left: string[] = [];
    this.#session.beginRemoval();
    const made = this.#made.splice(0).filter(({ known }) => linesOf(api, 'DELETE', known.type, 'entity').length > 0);
    for (const path of [...made.map((one) => one.path), ...lost.splice(0)].reverse()) {
      const { answer } = await this.#session.sendRequest({ method: 'DELETE', path, provokes: provokesGone });
      const isRemoved = answer !== undefined && (answer.status < 300 || answer.status === 404);
      if (!isRemoved || !(await this.#isGone(path))) left.push(path);
    }
    return left;
  }

  /** Whether something removed is not found any more; on a target that is only run by itself the answer to DELETE is believed. */
  async #isGone(path: string): Promise<boolean> {
    if (this.#session.maker.mark === undefined) return true;
    const look = await this.#session.until({ method: 'GET', path, provokes: provokesGone }, isNotFound);
    return look.answer?.status === 404;
  }
}
