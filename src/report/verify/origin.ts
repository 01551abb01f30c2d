import type { Exchange } from '../../evidence/exchange.ts';
import type { Recorded } from '../../judge/recorded.ts';
import { httpDate } from '../../value/httpDate.ts';

/** Where and when the evidence of a case says that it was recorded. */
export interface Origin {
  readonly baseUrl?: string;
  /** The ids of its requests; the first half of each names the run. */
  readonly ids: readonly string[];
  /** The moments at which its answers were given by the clock of the server, in milliseconds since 1970. */
  readonly moments: readonly number[];
}

const idHeader = 'client-request-id';

/** What evidence says of its own origin; requests that were kept from being sent have no id. */
export function originOf({ exchanges, others = [], baseUrl }: Recorded): Origin {
  const all = [...exchanges, ...others].filter(({ failure }) => failure?.kind !== 'not sent');
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ids: all.map(({ headers }) => headers[idHeader] ?? ''),
    moments: all.flatMap((exchange) => momentOf(exchange) ?? []),
  };
}

function momentOf({ answer }: Exchange): number | undefined {
  return httpDate(answer?.headers['date']);
}
