import { type Exchange, jsonOf } from '../../evidence/exchange.ts';
import { isGone } from '../../evidence/leftover.ts';
import { encodeSegment, isAddressable } from '../../model/path.ts';
import type { CreationLog } from '../../transport/creationLog.ts';
import { isObject } from '../../value/json.ts';
import type { Line } from './line.ts';

/** Writes one line where it outlives this process, before it returns. */
export type Write = (line: Line) => void;

/**
 * Keeps account of what requests make and remove: `before` is asked ahead of every request and `after` told its outcome, so
 * that nothing is made that is not written down, whenever the process ends. `collectionOf` tells what a request adds to.
 */
export class Ledger implements CreationLog {
  readonly #write: Write;
  readonly #collectionOf: (method: string, path: string) => string | undefined;
  readonly #open = new Map<string, string>();
  readonly #unseen = new Set<string>();
  #next = 0;

  constructor(write: Write, collectionOf: (method: string, path: string) => string | undefined) {
    this.#write = write;
    this.#collectionOf = collectionOf;
  }

  /** Writes down what a request is about to make; gives the key for `after`, undefined for a request that makes nothing. */
  before(method: string, path: string): string | undefined {
    const collection = this.#collectionOf(method, path);
    if (collection === undefined) return undefined;
    this.#next += 1;
    const key = String(this.#next);
    this.#write({ is: 'intent', key, collection });
    this.#open.set(key, collection);
    return key;
  }

  /** Writes down what came of a request. Where that is not certain the intent stays open: something may have been made. */
  after(key: string | undefined, exchange: Exchange): void {
    const { method, path, answer } = exchange;
    const [alone = ''] = path.split('?');
    this.#noteRemoval(method, alone, exchange);
    if (key === undefined || !answer) return;
    const body = jsonOf(exchange);
    const id = isObject(body) ? body['id'] : undefined;
    if (answer.status >= 400 && answer.status < 500) this.#settle({ is: 'nothing', key });
    else if (typeof id === 'string' && isAddressable(id) && answer.status < 300)
      this.#settle({ is: 'made', key, path: `${alone}/${encodeSegment(id)}` });
  }

  /** Writes down where the entity is that an action made in a collection. */
  found(path: string): void {
    const collection = path.slice(0, path.lastIndexOf('/'));
    const [key] = [...this.#open].find(([, begun]) => begun === collection) ?? [];
    if (key !== undefined) this.#settle({ is: 'made', key, path });
  }

  /** What was removed is looked for afterwards, maybe along another path; only then it is known to be gone. */
  #noteRemoval(method: string, path: string, exchange: Exchange): void {
    const id = path.slice(path.lastIndexOf('/') + 1);
    if (method === 'DELETE' && (exchange.answer?.status ?? 500) < 300) {
      this.#write({ is: 'removed', path });
      this.#unseen.add(id);
    } else if (isGone(exchange) && (method === 'DELETE' || (method === 'GET' && this.#unseen.has(id)))) {
      this.#write({ is: 'gone', path });
      this.#unseen.delete(id);
    }
  }

  #settle(line: Extract<Line, { is: 'made' | 'nothing' }>): void {
    this.#write(line);
    this.#open.delete(line.key);
  }
}
