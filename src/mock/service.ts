import { segmentsOf } from '../model/path.ts';
import { emptyObject, JsonError, type JsonObject, type JsonValue, readJson } from '../value/json.ts';
import { runAction } from './actions.ts';
import { type Address, addressOf, members, shapeOf } from './address.ts';
import { commonHeaders, refusal, withHeaders } from './answerHead.ts';
import type { MockAnswer, MockRequest } from './message.ts';
import { badRequest, ODataError } from './odataError.ts';
import { type Query, readQuery } from './query.ts';
import { represent } from './representation.ts';
import { readEntity } from './requestBody.ts';
import { takeUpload } from './upload.ts';
import { actionContract, createEntity, serverOwned, updateEntity, type World } from './world.ts';

/** What the mock is told besides its world: where it is reached, which bearer tokens it takes, how many entities a page has. */
export interface ServiceOptions {
  readonly base: () => string;
  readonly takes: (token: string) => boolean;
  readonly pageSize: number;
}

/** Answers requests as the documentation says; every refusal is Graph's error object. */
export function createService(world: World, options: ServiceOptions): (request: MockRequest) => MockAnswer {
  return (request) => {
    const headers = commonHeaders(request);
    try {
      return withHeaders(route(world, options, request), headers);
    } catch (error) {
      if (!(error instanceof ODataError)) throw error;
      return withHeaders(refusal(error, headers), headers);
    }
  };
}

function route(world: World, options: ServiceOptions, request: MockRequest): MockAnswer {
  const [, token] = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '') ?? [];
  if (token === undefined || !options.takes(token)) {
    throw new ODataError(401, 'unauthenticated', 'Access token is empty, expired, or meant for another audience.');
  }
  const url = new URL(request.target, options.base());
  const address = addressOf(world.container, world.store, segmentsBelow(url, options));
  switch (request.method) {
    case 'GET':
      return get(world, options, address, url);
    case 'POST':
      return address.kind === 'action' ? act(world, address, request) : create(world, options, address, request);
    case 'PATCH':
      return update(world, options, address, request);
    case 'DELETE':
      return remove(world, address);
    default:
      throw notAllowed(request.method);
  }
}

/** The segments of the path below the base path, each percent-decoded by itself. */
function segmentsBelow(url: URL, { base }: ServiceOptions): string[] {
  const prefix = new URL(base()).pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${prefix}/`))
    throw badRequest(`Resource not found for the segment '${url.pathname.split('/')[1]}'.`);
  try {
    return segmentsOf(url.pathname.slice(prefix.length).replace(/\/$/, '')).map(decodeURIComponent);
  } catch {
    throw badRequest('The path is not percent-encoded correctly.');
  }
}

function get(world: World, options: ServiceOptions, address: Address, url: URL): MockAnswer {
  if (address.kind === 'action') throw notAllowed('GET');
  const query = readQuery(url.searchParams, address.type, world.types.model);
  if (address.kind === 'collection')
    return { status: 200, headers: {}, body: page(world, options, address, query, url) };
  return { status: 200, headers: {}, body: shown(world, options, address, query) };
}

function page(world: World, options: ServiceOptions, address: Address, query: Query, url: URL): JsonObject {
  const all = members(world.store, address);
  const end = query.skip + (query.top ?? options.pageSize);
  const body = context(options, shapeOf(address.steps.slice(1)));
  if (query.count) body['@odata.count'] = all.length;
  if (end < all.length) {
    const next = new URL(url);
    next.searchParams.delete('$skip');
    next.searchParams.set('$skiptoken', String(end));
    body['@odata.nextLink'] = next.href;
  }
  body['value'] = all.slice(query.skip, end).map((entity) => represent(world.types, world.store, entity, query));
  return body;
}

function create(world: World, options: ServiceOptions, address: Address, request: MockRequest): MockAnswer {
  requireDocumented(world, 'POST', address);
  const body = readEntity(world.types, address.type, readRequestBody(request), (type) => serverOwned(world, type));
  const place =
    address.owner && address.navigation !== undefined
      ? { owner: address.owner, navigation: address.navigation }
      : undefined;
  const entity = createEntity(world, body, place);
  const { content, groupPolicyUploadedLanguageFiles: languageFiles } = body.properties;
  if (content !== undefined && world.types.model.isA(entity.type, 'groupPolicyUploadedDefinitionFile')) {
    takeUpload(world, entity, { content, languageFiles });
  }
  return {
    status: 201,
    headers: {},
    body: shown(
      world,
      options,
      { ...address, entity },
      readQuery(new URLSearchParams(), entity.type, world.types.model),
    ),
  };
}

function update(world: World, options: ServiceOptions, address: Address, request: MockRequest): MockAnswer {
  requireDocumented(world, 'PATCH', address);
  const { entity } = address;
  if (!entity) throw notAllowed('PATCH');
  const given = readRequestBody(request);
  updateEntity(
    world,
    entity,
    readEntity(world.types, entity.type, withOwnType(world, given, entity.type, address.type), (type) =>
      serverOwned(world, type),
    ),
  );
  return {
    status: 200,
    headers: {},
    body: shown(world, options, address, readQuery(new URLSearchParams(), entity.type, world.types.model)),
  };
}

/** A change may name the entity's own type or, where the path is declared with it, an ancestor. */
function withOwnType(world: World, body: JsonValue, own: string, declared: string): JsonValue {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const named = /^#?microsoft\.graph\.(\w+)$/.exec(String(body['@odata.type']))?.[1];
  const fits =
    named !== undefined &&
    world.types.model.names.includes(named) &&
    named !== own &&
    world.types.model.isA(own, named);
  if (!fits || !world.types.model.isA(named, declared)) return body;
  return Object.assign(emptyObject(), body, { '@odata.type': `#microsoft.graph.${own}` });
}

function remove(world: World, address: Address): MockAnswer {
  requireDocumented(world, 'DELETE', address);
  if (!address.entity) throw notAllowed('DELETE');
  world.store.remove(address.entity);
  return { status: 204, headers: {} };
}

function act(world: World, address: Address, request: MockRequest): MockAnswer {
  const contract = actionContract(world, address.entity?.type ?? address.type, address.action ?? '');
  if (!contract) throw notAllowed('POST');
  const body = contract.request.body ? readRequestBody(request) : undefined;
  const result = runAction(world, address, contract, body);
  return { status: contract.response.status, headers: {}, ...(result === undefined ? {} : { body: result }) };
}

function shown(world: World, options: ServiceOptions, address: Address, query: Query): JsonObject {
  if (!address.entity) throw new Error('an entity address without an entity');
  const body = context(options, `${shapeOf(address.steps.slice(1))}/$entity`);
  return Object.assign(body, represent(world.types, world.store, address.entity, query));
}

function context({ base }: ServiceOptions, path: string): JsonObject {
  const body = emptyObject();
  body['@odata.context'] = `${base()}/$metadata#deviceManagement/${path}`;
  return body;
}

function readRequestBody({ headers, body }: MockRequest): JsonValue {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new ODataError(415, 'notSupported', 'The body is to be of media type application/json.');
  try {
    return readJson(body);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw badRequest(`Unable to read JSON request payload: ${error.message}.`);
  }
}

function requireDocumented(world: World, method: string, { steps, kind }: Address): void {
  if (kind === 'action' || !world.documented.has(`${method} ${shapeOf(steps)}`)) throw notAllowed(method);
}

function notAllowed(method: string): ODataError {
  return new ODataError(405, 'notAllowed', `The method '${method}' is not allowed on this resource.`);
}
