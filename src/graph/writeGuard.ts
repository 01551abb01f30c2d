import type { Exchange } from '../contract/exchange.ts';
import type { Safety } from '../contract/safety.ts';
import type { Request } from './client.ts';
import { Ownership } from './ownership.ts';
import { decideWrite, type WriteMode } from './writes.ts';

/** Stands before the transport: says why a request is not sent, and sees what came of those that were. */
export interface Guard {
  /** Why a request is not sent, in one sentence; undefined where it may be. */
  refuse(request: Request): string | undefined;
  note(exchange: Exchange): void;
}

/** Lets through what a mode of writing allows, for what the run created as far as it has seen that. */
export class WriteGuard implements Guard {
  readonly #mode: WriteMode;
  readonly #safety: Safety;
  readonly #ownership = new Ownership();

  constructor(mode: WriteMode, safety: Safety) {
    this.#mode = mode;
    this.#safety = safety;
  }

  refuse(request: Request): string | undefined {
    return decideWrite(this.#mode, request, this.#safety, this.#ownership);
  }

  note(exchange: Exchange): void {
    this.#ownership.note(exchange);
  }
}
