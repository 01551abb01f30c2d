import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import { loadContracts } from '../contracts/load.ts';
import { type Api, createApi } from '../model/api.ts';
import { seedCatalogue } from './catalogue.ts';
import { createClock } from './clock.ts';
import { Crowd } from './concurrency.ts';
import { activate, type Scope } from './fault.ts';
import { faultNamed } from './faults/catalogue.ts';
import type { MockAnswer, MockRequest } from './message.ts';
import { createService } from './service.ts';
import { type Manner, write } from './transfer.ts';
import { createWorld } from './world.ts';

type Service = (request: MockRequest) => MockAnswer;
type Gathering = (request: MockRequest) => MockRequest | Promise<MockRequest>;

/** How to start the mock; everything has a default. `port` 0 takes a free one; `host` stays on loopback unless told otherwise. */
export interface MockOptions {
  readonly api?: Api;
  readonly host?: string;
  readonly port?: number;
  readonly token?: string;
  /** Which bearer tokens it takes, where that is not one. */
  readonly takes?: (token: string) => boolean;
  /** Serves https with this key and certificate, both in PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly pageSize?: number;
  readonly maxBodyBytes?: number;
  /** Where the ids of new entities come from; random by default. */
  readonly newId?: () => string;
  /** The clock of the service, in milliseconds since 1970. */
  readonly now?: () => number;
  readonly manner?: Manner;
  /** Bearer tokens whose requests are answered rightly, whatever the faults. */
  readonly spares?: (token: string) => boolean;
  /** Faults by name, each with where it shows; the first is the outermost. */
  readonly faults?: readonly { readonly name: string; readonly scope?: Scope }[];
}

/** A running mock. */
export interface Mock {
  readonly baseUrl: string;
  readonly token: string;
  /** How often each fault made an answer wrong, in the order in which they were given. */
  fired(): number[];
  close(): Promise<void>;
}

/** The bearer token that a mock started by hand takes, and that `GRAPH_TARGET=mock` sends, unless told otherwise. */
const defaultToken = 'mock-token';

/** Starts the mock: an empty tenant with a small built-in catalogue. */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const {
    host = '127.0.0.1',
    port = 0,
    token = defaultToken,
    takes = (given) => given === token,
    tls,
    pageSize = 100,
    maxBodyBytes = 4 * 1024 * 1024,
    manner = {},
    spares = () => false,
  } = options;
  const world = createWorld(
    options.api ?? createApi(loadContracts()),
    createClock(options.now ?? Date.now),
    options.newId ?? randomUUID,
  );
  seedCatalogue(world);
  let base = '';
  const prefix = (): string => new URL(base).pathname;
  const active = (options.faults ?? []).map(({ name, scope = {} }) =>
    activate(faultNamed(name), scope, world, { prefix, token }),
  );
  const right = createService(world, { base: () => base, takes, pageSize });
  const faulty = active.reduceRight<Service>(
    (inner, { wrong }) =>
      (request) =>
        wrong(request, (instead = request) => inner(instead)),
    right,
  );
  const service: Service = (request) =>
    spares(request.headers['authorization']?.replace('Bearer ', '') ?? '') ? right(request) : faulty(request);
  const crowd = new Crowd();
  const gathering: Gathering = (request) =>
    active.some(({ gathers }) => gathers(request)) ? crowd.join(request) : request;
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, gathering, service, maxBodyBytes, manner).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  };
  const server = tls ? createTlsServer(tls, serve) : createServer(serve);
  base = `${tls ? 'https' : 'http'}://${isIPv6(host) ? `[${host}]` : host}:${await listen(server, host, port)}/beta`;
  return { baseUrl: base, token, fired: () => active.map(({ count }) => count()), close: () => close(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gathering: Gathering,
  service: Service,
  maxBodyBytes: number,
  manner: Manner,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) {
    const error = { code: 'invalidRequest', message: 'The body is too large.' };
    write(response, { status: 413, headers: { connection: 'close' }, body: { error } });
    return;
  }
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const whole = { method: request.method ?? '', target: request.url ?? '', headers, body };
  write(response, service(await gathering(whole)), manner);
}

async function readBody(request: IncomingMessage, maxBodyBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
