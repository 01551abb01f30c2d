import { TokenError } from '../transport/tokenError.ts';

/** A token and the moment it expires, in milliseconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** What a source is made of: how a token is got (null where none came), what a failure is told as, the clock, and the milliseconds that getting one may take. */
export interface TokenSourceOptions {
  readonly acquire: () => Promise<IssuedToken | null>;
  readonly explain: (error: unknown) => Promise<TokenError>;
  readonly clock: () => number;
  readonly deadline: number;
}

const minute = 60_000;
/** How long before its end a token is replaced; half the lifetime of one that lives shorter than twice that. */
const margin = 5 * minute;
/** How long after a failure nobody is asked again. */
const pause = 10_000;

/** Tokens for a long run: one is kept and replaced before it expires, and no more than one is asked for at a time. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  #current: (IssuedToken & { readonly refresh: number }) | undefined;
  #failure: { readonly error: TokenError; readonly until: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  /** A token that is valid now; throws `TokenError`. */
  async token(): Promise<string> {
    const now = this.#options.clock();
    if (this.#current && now < this.#current.refresh) return this.#current.token;
    if (this.#failure && now < this.#failure.until) return this.#stillValid(this.#failure.error);
    this.#pending ??= this.#acquire().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** A token that could not be replaced is used for as long as it lives. */
  #stillValid(error: TokenError): string {
    if (this.#current && this.#options.clock() < this.#current.expiresOnTimestamp) return this.#current.token;
    throw error;
  }

  async #acquire(): Promise<string> {
    const { acquire, explain, clock, deadline } = this.#options;
    try {
      const found = await within(deadline, acquire());
      if (!found) throw new Error('no token came');
      const now = clock();
      const lifetime = found.expiresOnTimestamp - now;
      this.#current = { ...found, refresh: found.expiresOnTimestamp - Math.min(margin, lifetime / 2) };
      this.#failure = undefined;
      return found.token;
    } catch (error) {
      const failure = error instanceof TokenError ? error : await explain(error);
      this.#failure = { error: failure, until: clock() + pause };
      return this.#stillValid(failure);
    }
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no token came within ${milliseconds / 1000} s (timed out)`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
