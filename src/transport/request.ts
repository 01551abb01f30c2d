import type { Exchange, Failure } from '../evidence/exchange.ts';
import type { Provocation } from '../refusal/refusal.ts';

/** A request to the target: `path` is below the base URL, with its query, already percent-encoded. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to send instead of the target's own token: nothing, or a token that the target is to refuse. */
  readonly authorization?: 'none' | { readonly token: string };
  /** The refusal that the request is sent for, if it is. */
  readonly provokes?: Provocation;
  /** Whether its connection is watched after the answer, for what nobody asked for. */
  readonly watched?: boolean;
}

/** An exchange of a request that was not sent, with the reason. */
export function notSent({ method, path }: Request, why: string, name?: Failure['class']): Exchange {
  const message = `the request was not sent: ${why}`;
  return {
    method,
    path,
    headers: {},
    failure: { kind: 'not sent', message, ...(name === undefined ? {} : { class: name }) },
    milliseconds: 0,
  };
}
