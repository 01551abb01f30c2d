import type { Exchange } from '../evidence/exchange.ts';
import type { Request } from './request.ts';

/** Stands before the transport: says why a request is not sent, and sees what came of those that were. */
export interface Guard {
  /** Why a request is not sent, in one sentence; undefined where it may be. */
  refuse(request: Request): string | undefined;
  note(exchange: Exchange): void;
  /** Takes an entity for the run's own that is known by its mark to be that. */
  adopt(path: string): void;
}
