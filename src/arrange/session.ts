import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import { makeInstance, type ValueMaker, withMark } from '../instance/value.ts';
import type { Api } from '../model/api.ts';
import type { KeySyntax } from '../model/capabilities.ts';
import { withPredicates } from '../model/keySyntax.ts';
import { encodeSegment, isAddressable } from '../model/path.ts';
import { fateOf, isLost } from '../safety/lostCreate.ts';
import type { CaseTime } from '../settings/limits.ts';
import type { Client } from '../transport/client.ts';
import { notSent, type Request } from '../transport/request.ts';
import { type Clock, systemClock } from '../transport/time/clock.ts';
import { isNoMatterOfTime, isNotFound, type Patience } from '../transport/time/patience.ts';
import { refusedBy } from '../transport/time/retry.ts';
import type { TimeLimit } from '../transport/time/tolerance.ts';
import { isObject, type JsonObject, type JsonValue, writeJson } from '../value/json.ts';

/** What every case is arranged and sent with. */
export interface SessionOptions {
  readonly api: Api;
  readonly client: Client;
  readonly patience: Patience;
  readonly seed: string;
  /** What everything that is made carries in one of its texts. */
  readonly mark?: string;
  /** The content of the definition file that is uploaded, and of its language file; `{tag}` in them becomes unique. */
  readonly upload: { readonly admx: string; readonly adml: string };
  /** Whether entities of a type may be made; by default all may. What may not is found by GET. */
  readonly makes?: (type: string) => boolean;
  /** Known ids of entities of a type that may not be made, each with the type it is known as. */
  readonly idsOf?: (type: string) => readonly { readonly type: string; readonly id: string }[];
  /** How keys are written in paths; as segments without it. */
  readonly keys?: KeySyntax;
  /** How long is waited for the work that follows an upload; as long as for anything else without it. */
  readonly uploads?: Patience;
  /** Shows what is being done; by default it is just done. */
  readonly step?: Step;
  /** How long the case may send requests, and how long it may then remove what it made. */
  readonly time?: CaseTime;
  /** By which that time is measured; the clock of this machine without it. */
  readonly clock?: Clock;
}

/** What a case takes at most; a target that is slow in every answer ends it, with what was not seen undecided. */
const longest: CaseTime = { cases: 600_000, removal: 300_000 };

/** How long a case that is interrupted may remove what it made, in milliseconds. */
export const interruptionTime = 30_000;

/** Does something under a title. */
export type Step = <T>(title: string, action: () => Promise<T>) => Promise<T>;

/** Statuses by which one of several requests in flight at once may be refused in favour of another. */
const contended: ReadonlySet<number> = new Set([409, 412]);

/** One case's use of the target: sends requests, keeps every exchange, and makes values that no other case makes. */
export class Session {
  readonly api: Api;
  readonly client: Client;
  readonly patience: Patience;
  readonly maker: ValueMaker;
  readonly upload: SessionOptions['upload'];
  readonly makes: (type: string) => boolean;
  readonly idsOf: NonNullable<SessionOptions['idsOf']>;
  readonly uploads: Patience;
  readonly step: Step;
  readonly exchanges: Exchange[] = [];
  /** Paths of what was made although no answer said so. */
  readonly lost: string[] = [];
  readonly owner: string;
  readonly #keys: KeySyntax;
  readonly #time: CaseTime;
  readonly #clock: Clock;
  #made = 0;
  #limit: TimeLimit;
  #isDocumented = false;
  #isInterrupted = false;
  #isRemoving = false;

  constructor(options: SessionOptions, owner: string) {
    const {
      api,
      client,
      patience,
      seed,
      mark,
      upload,
      uploads,
      makes,
      idsOf,
      keys = 'segment',
      step,
      time = longest,
      clock = systemClock,
    } = options;
    this.#time = time;
    this.#clock = clock;
    this.#limit = this.#limitOf('the case', time.cases, 'GRAPH_CASE_MS');
    this.api = api;
    this.client = client;
    this.patience = patience;
    this.upload = upload;
    this.uploads = uploads ?? patience;
    this.makes = makes ?? (() => true);
    this.idsOf = idsOf ?? (() => []);
    this.#keys = keys;
    this.step = step ?? ((_title, action) => action());
    this.maker = { types: api.types, seed, ...(mark === undefined ? {} : { mark }) };
    this.owner = owner;
  }

  /** Sends a request and keeps the exchange. */
  send(method: string, path: string, body?: JsonValue): Promise<Exchange> {
    return this.sendRequest({ method, path, ...(body === undefined ? {} : { body: writeJson(body) }) });
  }

  /** Sends the documented request of the case, in a step of its own; the connection is watched after the answer. */
  async documented<T>(send: () => Promise<T>): Promise<T> {
    this.#isDocumented = true;
    try {
      return await this.step('send the documented request', send);
    } finally {
      this.#isDocumented = false;
    }
  }

  /** From here on what was made is removed, whatever time the case took. */
  beginRemoval(): void {
    this.#isRemoving = true;
    const { removal } = this.#time;
    const most = this.#isInterrupted ? Math.min(removal, interruptionTime) : removal;
    this.#limit = this.#limitOf('the removal of what the case made', most, 'GRAPH_REMOVAL_MS');
  }

  /** From here on nothing is sent but what removes what was made, and that not for long. */
  interrupt(): void {
    this.#isInterrupted = true;
    const most = this.#isRemoving ? interruptionTime : 0;
    const at = Math.min(this.#limit.at, this.#clock.now() + most);
    this.#limit = { at, told: 'the case was interrupted' };
  }

  /** Sends a request that departs from what `send` would send, and keeps the exchange; nothing is sent when the time is over. */
  async sendRequest(asked: Request): Promise<Exchange> {
    const request = { ...this.#addressed(asked), watched: this.#isDocumented };
    const known = await this.#known(request, await this.#attempt(request));
    const isShown = this.#isEarly(request, known) && (await this.#isShown(placeOf(request)));
    const last = isShown ? await this.#known(request, await this.#again(request, known)) : known;
    this.exchanges.push(last);
    return last;
  }

  /** Whether a change was not found that is about something the case made, which may not be shown yet. */
  #isEarly({ method, path, provokes }: Request, exchange: Exchange): boolean {
    if (method === 'GET' || provokes !== undefined || !isNotFound(exchange)) return false;
    return pathsMadeBy(this.exchanges).some((made) => isPassed(made, path));
  }

  async #isShown(path: string): Promise<boolean> {
    return !isNotFound(await this.until({ method: 'GET', path }, (look) => !isNotFound(look)));
  }

  /** Sends a request again and again until its answer is wanted, for as long as a target may take its time. */
  until(
    request: Request,
    isWanted: (exchange: Exchange) => boolean,
    spent?: (exchange: Exchange, why: string) => Exchange,
  ): Promise<Exchange> {
    return this.patience.until(
      () => this.sendRequest(request),
      (exchange) => isNoMatterOfTime(exchange) || isWanted(exchange),
      spent,
    );
  }

  /**
   * Sends requests that are in flight at once, as far as the pace of the run allows, and keeps the exchanges in the order of
   * the requests. One that stood in the way of another is sent once more when all are answered.
   */
  async sendAtOnce(asked: readonly Request[]): Promise<Exchange[]> {
    const requests = asked.map((request) => this.#addressed(request));
    const answered = await Promise.all(requests.map((request) => this.#attempt(request)));
    const settled: Exchange[] = [];
    for (const [index, exchange] of answered.entries()) {
      const request = requests[index];
      if (!request) continue;
      const known = await this.#known(request, exchange, [...settled, ...answered.slice(index + 1)]);
      settled.push(contended.has(known.answer?.status ?? 0) ? await this.#again(request, known) : known);
    }
    this.exchanges.push(...settled);
    return settled;
  }

  #addressed(request: Request): Request {
    return this.#keys === 'segment' ? request : { ...request, path: withPredicates(request.path, this.api) };
  }

  async #attempt(request: Request): Promise<Exchange> {
    const limit = this.#limit;
    return this.#clock.now() < limit.at ? await this.client.send(request, limit) : notSent(request, limit.told);
  }

  #limitOf(what: string, milliseconds: number, setting: string): TimeLimit {
    return {
      at: this.#clock.now() + milliseconds,
      told: `${what} has used up its ${milliseconds / 1000} s; ${setting} says how long it may take`,
    };
  }

  async #again(request: Request, before: Exchange): Promise<Exchange> {
    const again = await this.#attempt(request);
    return { ...again, earlier: [...(before.earlier ?? []), refusedBy(before), ...(again.earlier ?? [])] };
  }

  /** A create without an answer is sent again only where nothing was made; what was made is kept to be removed. */
  async #known(request: Request, exchange: Exchange, beside: readonly Exchange[] = []): Promise<Exchange> {
    const { mark } = this.maker;
    if (mark === undefined || !isLost(request, exchange, mark)) return exchange;
    const made = pathsMadeBy([...this.exchanges, ...beside]);
    const fate = await fateOf(this.client, this.api, request, mark, new Set([...made, ...this.lost]));
    if (fate.is === 'done') {
      this.client.found(fate.path);
      this.lost.push(fate.path);
    }
    return fate.is === 'not done' ? this.#again(request, exchange) : exchange;
  }

  /** Sends a documented example as its page shows it, and keeps the exchange. */
  sendExample(method: string, path: string, example: JsonObject): Promise<Exchange> {
    return this.sendRequest({ method, path, body: writeJson(example, 2) });
  }

  /** A name for something this case makes, different each time. */
  nextOwner(): string {
    this.#made += 1;
    return `${this.owner}/${this.#made}`;
  }

  /** The body of a new entity of a type, in a variant, without what only the server sets. */
  instance(type: string, variant: number, serverOwned: readonly string[]): JsonObject {
    return makeInstance(this.maker, this.api.types.model.structured(type), this.nextOwner(), variant, serverOwned);
  }

  /** The body of a create of an entity of a type, with the run's mark in it where it has one. */
  marked(type: string, body: JsonObject, serverOwned: readonly string[]): JsonObject {
    const structured = this.api.types.model.structured(type);
    return withMark(this.maker, structured, body, `${this.owner}/mark`, serverOwned);
  }
}

/** What has to be shown before a change is found: the entity itself, or what an entity is added to. */
function placeOf({ method, path }: Request): string {
  return method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path;
}

/** Whether a path passes the entity that another leads to, or leads to it too. */
function isPassed(made: string, path: string): boolean {
  return `${path}/`.includes(`${made.slice(made.lastIndexOf('/'))}/`);
}

/** The paths of what answers said was made. */
function pathsMadeBy(exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap((exchange) => {
    const body = exchange.method === 'POST' ? jsonOf(exchange) : undefined;
    const id = isObject(body) ? body['id'] : undefined;
    return typeof id === 'string' && isAddressable(id) ? `${exchange.path}/${encodeSegment(id)}` : [];
  });
}
