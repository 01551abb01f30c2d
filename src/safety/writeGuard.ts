import type { Exchange } from '../evidence/exchange.ts';
import type { Safety } from '../model/safety.ts';
import type { WriteMode } from '../settings/writeMode.ts';
import type { Request } from '../transport/request.ts';
import type { Guard } from '../transport/sendGuard.ts';
import { Ownership } from './ownership.ts';
import { decideWrite } from './writes.ts';

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

  adopt(path: string): void {
    this.#ownership.adopt(path);
  }
}
