import type { Exchange } from '../evidence/exchange.ts';
import type { Api } from '../model/api.ts';
import type { Body, RequestContract } from '../model/requestContract.ts';
import { Client, type ClientOptions } from '../transport/client.ts';
import type { Request } from '../transport/request.ts';

/**
 * A request that the suite sent, so that it can be sent again, and the status that came. `body` holds `baseMark` where
 * the base URL of the target was; `holds` is what the page says of a success: one entity or many, of which type.
 */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number | undefined;
  readonly holds?: { readonly type: string; readonly many: boolean };
}

/** What stands for the base URL in recorded bodies. */
export const baseMark = '{base}';

/** A client that keeps a record of what it sends. */
export class RecordingClient extends Client {
  readonly sent: Sent[] = [];
  readonly #api: Api;
  readonly #token: () => Promise<string>;

  constructor(options: ClientOptions, api: Api) {
    super(options);
    this.#api = api;
    this.#token = options.token;
  }

  override async send(request: Request): Promise<Exchange> {
    const token = await this.#token();
    const exchange = await super.send(request);
    this.sent.push(recordOf(request, exchange, token, this.baseUrl, this.#api));
    return exchange;
  }
}

function recordOf(
  { method, path, body, headers, authorization }: Request,
  { answer }: Exchange,
  token: string,
  baseUrl: string,
  api: Api,
): Sent {
  const holds = answer && answer.status < 300 && !path.includes('$select') ? entitiesIn(method, path, api) : undefined;
  return {
    method,
    path,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(authorization === 'none' ? {} : { authorization: `Bearer ${authorization?.token ?? token}` }),
    },
    ...(body === undefined ? {} : { body: body.replaceAll(baseUrl, baseMark) }),
    status: answer?.status,
    ...(holds ? { holds } : {}),
  };
}

/** What the page of a request line says of its answer; undefined for a body that is no entity. */
function entitiesIn(method: string, path: string, api: Api): Sent['holds'] {
  const [resource = ''] = path.split('?');
  const body: Body | undefined = api.requests.find((contract) => isOf(contract, method, resource))?.response.body;
  return body?.kind === 'entity' || body?.kind === 'collection'
    ? { type: body.type, many: body.kind === 'collection' }
    : undefined;
}

function isOf({ request }: RequestContract, method: string, path: string): boolean {
  return request.method === method && request.paths.some((template) => fits(template, path));
}

function fits(template: string, path: string): boolean {
  const due = template.split('/');
  const found = path.split('/');
  return (
    due.length === found.length && due.every((segment, index) => segment.startsWith('{') || segment === found[index])
  );
}
