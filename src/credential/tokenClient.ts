import type { TokenCredentialOptions } from '@azure/identity';
import type { Failure } from '../evidence/exchange.ts';
import { failureOf } from '../transport/failure.ts';
import type { Network } from '../transport/network.ts';
import { httpDate } from '../value/httpDate.ts';
import { type Fetched, fetchText } from './fetchText.ts';

/** The longest pause that an authority is granted before the next request, in seconds; the package waits as long as it is told. */
const longestPause = 10;

type HttpClient = NonNullable<TokenCredentialOptions['httpClient']>;
type Asked = Parameters<HttpClient['sendRequest']>[0];
type Answered = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** How a request for a token ended. */
export type Ending = { readonly answer: Fetched } | { readonly failure: Failure };

/**
 * What `@azure/identity` sends its requests with, so that they take the same way as those to Graph: the same proxies, with the
 * same passwords, and the same certificates. Knows how the last one ended, of which that package tells little.
 */
export class TokenClient implements HttpClient {
  readonly #network: Network;
  #last: Ending | undefined;

  constructor(network: Network) {
    this.#network = network;
  }

  /** How the last request ended; undefined before the first. */
  get last(): Ending | undefined {
    return this.#last;
  }

  /** Sends a request; throws what undici and Node throw, by which the package decides whether to try again. */
  async sendRequest(request: Asked): Promise<Answered> {
    const { 'accept-encoding': _unread, ...headers } = request.headers.toJSON();
    const { method, body, abortSignal } = request;
    if (method !== 'GET' && method !== 'POST') throw new Error(`a request for a token by ${method}`);
    const end = new AbortController();
    abortSignal?.addEventListener('abort', () => end.abort());
    try {
      const answer = await fetchText(
        new URL(request.url),
        { method, headers, signal: end.signal, ...(typeof body === 'string' ? { body } : {}) },
        this.#network,
      );
      this.#last = { answer };
      return { request, status: answer.status, headers: headersOf(withoutLongPause(answer)), bodyAsText: answer.text };
    } catch (error) {
      this.#last = { failure: failureOf(error) };
      throw error;
    }
  }
}

/** An answer without the headers that ask for a longer pause than is granted: the package then makes its own. */
function withoutLongPause(answer: Fetched): Pick<Fetched, 'headers'> {
  const { 'retry-after-ms': _own, 'x-ms-retry-after-ms': _other, 'retry-after': asked, ...headers } = answer.headers;
  const seconds =
    asked === undefined
      ? undefined
      : /^\d+$/.test(asked)
        ? Number(asked)
        : ((httpDate(asked) ?? 0) - Date.now()) / 1000;
  return {
    headers:
      asked !== undefined && seconds !== undefined && seconds >= 0 && seconds <= longestPause
        ? { ...headers, 'retry-after': asked }
        : headers,
  };
}

/** The headers of an answer in the form of the package, which is a class of a package that we do not depend on. */
function headersOf({ headers }: Pick<Fetched, 'headers'>): Answered['headers'] {
  const known = new Map(Object.entries(headers));
  return {
    get: (name) => known.get(name.toLowerCase()),
    has: (name) => known.has(name.toLowerCase()),
    set: (name, value) => void known.set(name.toLowerCase(), String(value)),
    delete: (name) => void known.delete(name.toLowerCase()),
    toJSON: () => Object.fromEntries(known),
    [Symbol.iterator]: () => known.entries(),
  };
}
