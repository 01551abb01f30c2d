import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type Answer, type Exchange, jsonOf, type Refused } from '../evidence/exchange.ts';
import { requestIdOf } from '../evidence/requestId.ts';
import { unavailable } from '../refusal/refusal.ts';
import type { Limits } from '../settings/limits.ts';
import { isObject } from '../value/json.ts';
import type { CreationLog } from './creationLog.ts';
import { decode } from './decode.ts';
import { failureOf, strangeStatus } from './failure.ts';
import { Interim } from './informational.ts';
import { type Network, openerFor, type Sender } from './network.ts';
import type { Redact } from './redaction/redact.ts';
import { notSent, type Request } from './request.ts';
import type { Guard } from './sendGuard.ts';
import { type Clock, systemClock } from './time/clock.ts';
import type { Pace } from './time/pace.ts';
import { isPutOff, pauseBeforeRepeat, refusedBy } from './time/retry.ts';
import { type TimeLimit, Tolerance } from './time/tolerance.ts';
import { TokenError } from './tokenError.ts';
import { Watch } from './unsolicitedBytes.ts';

/** What the client needs: where the target is, what authorizes a request, what bounds it, and the redaction of what is kept. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
  readonly limits: Limits;
  readonly redact: Redact;
  /** The name of the run, with which the ids of its requests begin. */
  readonly run?: string;
  /** Where it is written down what requests make. */
  readonly ledger?: CreationLog;
  /** What keeps requests from being sent; without it all are. */
  readonly guard?: Guard;
  /** When and how many requests are sent; without it all, at once. A removal is always sent. */
  readonly pace?: Pace;
  /** Whether the target is the live service, which refuses for reasons that are no matter of its pages. */
  readonly isLive?: boolean;
  /** How the target is reached; directly, with the certificates of Node, without it. */
  readonly network?: Network;
  /** By which it waits; the clock of this machine without it. */
  readonly clock?: Clock;
}

/** Answer headers worth keeping; the others may hold cookies and names of machines. */
const keptHeaders = new Set([
  'allow',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'location',
  'odata-version',
  'request-id',
  'client-request-id',
  'retry-after',
  'www-authenticate',
]);

/**
 * The only way to the target. The token is asked for here and goes nowhere but to the base URL; no redirect is followed,
 * no cookie kept, and each request has a connection of its own, so that no answer can be taken for another's.
 */
export class Client {
  readonly #options: ClientOptions;
  readonly #open: ReturnType<typeof openerFor>;
  readonly #sender: Sender;
  readonly #base: URL;
  readonly #clock: Clock;
  readonly #tolerance: Tolerance;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#tolerance = new Tolerance(options.limits.waiting);
    this.#base = new URL(options.baseUrl);
    this.#open = openerFor(this.#base.origin, options.limits, options.network ?? {});
    this.#sender = this.#open();
  }

  /** The base URL, without a slash at its end. */
  get baseUrl(): string {
    return this.#base.href.replace(/\/$/, '');
  }

  /**
   * Sends a request and waits for the whole answer; sends it again where the target asks for that, as long as waiting is
   * allowed, and not beyond a limit. Never throws for what the target does.
   */
  async send(request: Request, limit?: TimeLimit): Promise<Exchange> {
    const earlier: Refused[] = [];
    let first: number | undefined;
    for (;;) {
      const exchange = await this.#sendOnce(request, limit);
      const pause = pauseBeforeRepeat(exchange, earlier.length, this.#clock.date(), Math.random());
      const now = this.#clock.now();
      first ??= now;
      const why = pause === undefined ? undefined : this.#tolerance.refuse({ pause, before: now - first, now, limit });
      if (pause === undefined || why !== undefined) {
        this.#tolerance.note(isPutOff(exchange) && (why !== undefined || earlier.length > 0));
        const last = toldWhy(unavailable(exchange, this.#options.isLive, request.provokes), why);
        return earlier.length === 0 ? last : { ...last, earlier };
      }
      earlier.push(refusedBy(exchange));
      await this.#clock.sleep(pause);
    }
  }

  async #sendOnce(request: Request, limit: TimeLimit | undefined): Promise<Exchange> {
    const { redact, limits, ledger, guard, pace, run } = this.#options;
    const refusal = guard?.refuse(request);
    if (refusal !== undefined) return notSent(request, refusal);
    const now = this.#clock.now();
    const pause = pace?.next(now) ?? (pace && request.method !== 'DELETE' ? undefined : 0);
    if (pause === undefined)
      return notSent(request, 'the run has used up its requests; GRAPH_MAX_REQUESTS says how many it may send');
    if (limit && now + pause > limit.at) return notSent(request, limit.told);
    if (pause > 0) await this.#clock.sleep(pause);
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'client-request-id': run === undefined ? randomUUID() : requestIdOf(run, randomUUID()),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    };
    const authorization = await this.#authorization(request);
    if (authorization instanceof TokenError) return notSent(request, authorization.message, authorization.class);
    const key = ledger?.before(request.method, request.path);
    const started = performance.now();
    const watch = request.watched ? new Watch(this.#open) : undefined;
    const outcome = await this.#exchange(
      request,
      { ...headers, ...authorization },
      AbortSignal.timeout(limits.deadline),
      watch?.sender ?? this.#sender,
    );
    const milliseconds = Math.round(performance.now() - started);
    const unasked = await watch?.end(outcome.answer ? limits.idle : 0);
    const exchange = {
      method: request.method,
      path: redact(request.path),
      headers: {
        ...headers,
        ...(authorization.authorization === undefined ? {} : { authorization: 'Bearer [redacted]' }),
      },
      ...(request.body === undefined ? {} : { body: redact(request.body) }),
      ...outcome,
      ...(outcome.failure ? { failure: { ...outcome.failure, message: redact(outcome.failure.message) } } : {}),
      ...(outcome.answer && unasked ? { unasked } : {}),
      milliseconds,
    };
    ledger?.after(key, exchange);
    guard?.note(exchange);
    return exchange;
  }

  /** Tells ledger and guard where the entity is that the run made, where no answer had said that. */
  found(path: string): void {
    this.#options.ledger?.found(path);
    this.#options.guard?.adopt(path);
  }

  /**
   * The path below the base URL of a link that the target gave, or undefined for a link to any other place: no token goes
   * there. A relative link starts from the context URL of the answer that it stands in, else from the URL that was asked
   * (OData JSON Format §4.3, RFC 3986 §5.1). It is redacted, for a link may become a secret only when it is read as one.
   */
  pathOf(link: string, exchange?: Exchange): string | undefined {
    const start = this.#startOf(exchange);
    if (!URL.canParse(link, start)) return undefined;
    const url = new URL(link, start);
    const prefix = `${this.#base.pathname.replace(/\/$/, '')}/`;
    const isBelow =
      url.origin === this.#base.origin && url.pathname.startsWith(prefix) && url.username === '' && url.password === '';
    return isBelow ? this.#options.redact(url.pathname.slice(prefix.length - 1) + url.search) : undefined;
  }

  #startOf(exchange: Exchange | undefined): string {
    const asked = `${this.baseUrl}${exchange?.path ?? '/'}`;
    const body = jsonOf(exchange);
    const context = isObject(body) ? body['@odata.context'] : undefined;
    return typeof context === 'string' && URL.canParse(context, asked) ? new URL(context, asked).href : asked;
  }

  /** Closes what is open. */
  async close(): Promise<void> {
    await this.#sender.destroy();
  }

  async #authorization({ authorization }: Request): Promise<{ authorization?: string } | TokenError> {
    if (authorization === 'none') return {};
    try {
      return { authorization: `Bearer ${authorization?.token ?? (await this.#options.token())}` };
    } catch (error) {
      if (error instanceof TokenError) return error;
      throw error;
    }
  }

  async #exchange(
    request: Request,
    headers: Record<string, string>,
    signal: AbortSignal,
    sender: Sender,
  ): Promise<Pick<Exchange, 'answer' | 'failure'>> {
    const interim = new Interim();
    try {
      const response = await sender.request({
        path: this.#base.pathname.replace(/\/$/, '') + request.path,
        method: request.method as Dispatcher.HttpMethod,
        headers,
        body: request.body ?? null,
        signal: AbortSignal.any([signal, interim.signal]),
        onInfo: ({ statusCode }) => interim.add(statusCode),
      });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      const { statusCode } = response;
      if (statusCode > 599) return { failure: strangeStatus(statusCode) };
      return { answer: this.#answer(statusCode, response.headers, bytes) };
    } catch (error) {
      return { failure: interim.failure ?? failureOf(error) };
    }
  }

  #answer(status: number, headers: Record<string, string | string[] | undefined>, bytes: Buffer): Answer {
    const { redact, limits } = this.#options;
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined && keptHeaders.has(name))
        kept[name] = redact(Array.isArray(value) ? value.join(', ') : value);
    }
    if (bytes.length === 0) return { status, headers: kept };
    const decoded = decode(bytes, kept['content-encoding'], limits.bodyBytes);
    return 'text' in decoded
      ? { status, headers: kept, text: redact(decoded.text) }
      : { status, headers: kept, ...decoded };
  }
}

/** An exchange without a usable answer, with the reason why its request was not sent again. */
function toldWhy(exchange: Exchange, why: string | undefined): Exchange {
  const { failure } = exchange;
  if (!failure || why === undefined) return exchange;
  return { ...exchange, failure: { ...failure, message: `${failure.message}; ${why}` } };
}
