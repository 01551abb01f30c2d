import { randomUUID } from 'node:crypto';
import { entityIn } from '../../contract/answers.ts';
import { type Api, endsAtCollection, stepsOf } from '../../contract/api.ts';
import type { Case } from '../../contract/case.ts';
import { selectedProperty } from '../../contract/claims/query.ts';
import { actionMeanings } from '../../contract/effects.ts';
import { type Evidence, type Look, nothingSeen } from '../../contract/evidence.ts';
import type { Exchange } from '../../contract/exchange.ts';
import { emptyObject, type JsonObject, writeJson } from '../../contract/json.ts';
import { encodeSegment, segmentsOf } from '../../contract/path.ts';
import { mistypedBody, probes, strangeMemberBody, textForObjectBody } from '../../contract/probes.ts';
import { serverOwnedOf } from '../../contract/requestContract.ts';
import type { Binding, Known } from '../arrange/scene.ts';
import type { Request } from '../client.ts';
import { provocationOf, provokesGone } from '../refusal.ts';
import { argumentsFor, watchedWay } from './action.ts';
import type { Scenario } from './scenario.ts';

/** Where a route leads in this case, and a body that it takes. */
interface Stage {
  readonly path: string;
  readonly subject: Known | undefined;
  readonly owner: Known | undefined;
  readonly right: JsonObject | undefined;
  /** The collection that the route adds to. */
  readonly collection?: Binding;
}

/** In how many pages at most a collection is read to see whether paging loses anything. */
const mostPages = 50;

type ProbeRequest = Omit<Request, 'method'>;

/** How each probe departs from a right request. */
const departures: Readonly<Record<string, (stage: Stage, scenario: Scenario) => Partial<Request>>> = {
  'no-token': () => ({ authorization: 'none' }),
  'other-token': () => ({ authorization: { token: tokenFor('https://another.example') } }),
  'unknown-id': ({ path }, scenario) => ({ path: withUnknownId(path, scenario) }),
  'unknown-segment': ({ path }, { documented, api }) => ({ path: withUnknownSegment(path, documented, api) }),
  'undocumented-method': ({ right }) => ({ method: 'PUT', body: writeJson(right ?? {}) }),
  'no-object': (_stage, { documented }) => ({ body: documented.verb === 'update' ? 'null' : '["an array"]' }),
  'other-media-type': () => ({ headers: { 'content-type': 'text/plain' } }),
  'malformed-json': () => ({ body: '{"displayName": "cut' }),
  'wrong-json-type': ({ right }, { documented, api }) => bodyOf(mistypedBody(documented, api, right ?? emptyObject())),
  'text-for-object': ({ right }, { documented, api }) =>
    bodyOf(textForObjectBody(documented, api, right ?? emptyObject())),
  'unknown-item': ({ right }, { documented }) => bodyOf(withUnknownItem(documented, right ?? emptyObject())),
  'unknown-member': ({ right }, { documented, api }) =>
    bodyOf(strangeMemberBody(documented, api, right ?? emptyObject())),
};

/** Sends what has to be refused, looks whether it changed anything, and asks with query options. */
export async function protocol(scenario: Scenario): Promise<Evidence> {
  const { documented, session } = scenario;
  const stage = await session.step('arrange the entities in the path', () => setStage(scenario));
  const before = documented.verb === 'get' ? await scenario.get(stage.path) : undefined;
  const refusals = await session.step('send what has to be refused', () => provoke(scenario, stage));
  const evidence = { ...nothingSeen, ...refusals, gaps: scenario.gaps };
  const seen = { ...refusals.probes };
  switch (documented.verb) {
    case 'get':
      return { ...evidence, ...(await query(scenario, stage, seen, before)) };
    case 'list':
      return { ...evidence, ...(await page(scenario, stage, seen)) };
    case 'delete':
      await session.send('DELETE', stage.path);
      await scenario.getGone(stage.path);
      return {
        ...evidence,
        again: await session.sendRequest({ method: 'DELETE', path: stage.path, provokes: provokesGone }),
      };
    case 'update':
      return { ...evidence, probes: { ...seen, ...(await staleChange(scenario, stage)) }, gaps: scenario.gaps };
    default:
      return evidence;
  }
}

/** Changes the entity, and then once more with the ETag that it had before; a gap where the server gives no ETags. */
async function staleChange({ session, gaps }: Scenario, { path, right }: Stage): Promise<Record<string, Exchange>> {
  const before = await session.send('GET', path);
  const etag = entityIn(before)?.['@odata.etag'] ?? before.answer?.headers['etag'];
  if (typeof etag !== 'string') {
    if (before.answer) gaps['etag'] = 'the server gives no ETags';
    return {};
  }
  const body = writeJson(right ?? {});
  await session.sendRequest({ method: 'PATCH', path, body });
  return { 'stale-etag': await session.sendRequest({ method: 'PATCH', path, body, headers: { 'if-match': etag } }) };
}

/**
 * Sends every probe between two looks at what none of them may change. Where a server takes one, that one may change it:
 * what was made is kept to be removed, and the first look is taken anew.
 */
async function provoke(scenario: Scenario, stage: Stage): Promise<Pick<Evidence, 'probes' | 'untouched'>> {
  const { documented, api, arranger } = scenario;
  const seen: Record<string, Exchange> = {};
  let before = await watch(scenario, stage);
  let areRefused = false;
  for (const probe of probes.filter(({ appliesTo }) => appliesTo(documented, api))) {
    const exchange = await sendProbe(scenario, stage, {
      ...departures[probe.name]?.(stage, scenario),
      provokes: provocationOf(probe.name),
    });
    seen[probe.name] = exchange;
    areRefused = (exchange.answer?.status ?? 500) >= 400;
    if (areRefused) continue;
    if (stage.collection) arranger.keep(exchange, documented.path, stage.collection, documented.resource, new Map());
    before = await watch(scenario, stage);
  }
  if (!areRefused) scenario.gaps['untouched'] = 'the last request of those that have to be refused was not';
  return { probes: seen, ...(areRefused ? { untouched: { before, after: await watch(scenario, stage) } } : {}) };
}

/** Puts ids into the path of the route, and makes a body for it. */
async function setStage(scenario: Scenario): Promise<Stage> {
  const { arranger, documented, session } = scenario;
  const { verb, contract, resource } = documented;
  const right =
    contract.request.body?.kind === 'entity' ? session.instance(resource, 0, serverOwnedOf(contract)) : undefined;
  if (verb === 'action') {
    const { subject, binding } = await scenario.bound();
    const body = contract.request.body ? await argumentsFor(scenario, subject) : undefined;
    return { path: binding.path, subject, owner: undefined, right: body };
  }
  if (verb === 'create' || verb === 'list') {
    const { binding, targets } = await scenario.collection();
    const owner = binding.through.at(-1);
    if (verb === 'list') await scenario.fill(owner, 3);
    return {
      path: binding.path,
      subject: undefined,
      owner,
      right: right && { ...right, ...arranger.bindsOf(targets) },
      ...(verb === 'create' ? { collection: binding } : {}),
    };
  }
  const { subject, binding } = await scenario.subject();
  return { path: binding.path, subject, owner: undefined, right };
}

function sendProbe(
  { session, documented }: Scenario,
  { path, right }: Stage,
  departure: Partial<Request>,
): Promise<Exchange> {
  const request: Request = {
    method: documented.contract.request.method,
    path,
    ...(right === undefined ? {} : { body: writeJson(right) }),
    ...departure,
  };
  return session.sendRequest(request);
}

/** What a refused request may not change: the entity it addresses, and the collection it would add to or change. */
async function watch(scenario: Scenario, { subject, path }: Stage): Promise<Look> {
  const { verb, path: template } = scenario.documented;
  if (verb === 'get' || verb === 'list') return { items: [] };
  const way = verb === 'create' ? { template, path } : verb === 'action' ? watchedWay(scenario, subject) : undefined;
  const items = way ? (await scenario.list(way)).pages : [];
  return subject ? { entity: await scenario.get(await scenario.wayTo(subject)), items } : { items };
}

/**
 * Asks for a part of the entity, and for what each relationship leads to; `read` is the entity as it was, and is
 * read anew where a server took the PUT that it has to refuse.
 */
async function query(
  scenario: Scenario,
  { path, subject }: Stage,
  seen: Record<string, Exchange>,
  read: Exchange | undefined,
): Promise<Partial<Evidence>> {
  const { documented, session, api } = scenario;
  if (!documented.contract.request.queryOptions || !subject) return {};
  const isPut = (seen['undocumented-method']?.answer?.status ?? 500) < 400;
  const before = isPut ? await session.send('GET', path) : read;
  seen['select'] = await session.send('GET', `${path}?$select=${selectedProperty(documented, api)}`);
  const relationships = Object.keys(api.types.model.structured(documented.resource).navigation);
  for (const name of relationships) seen[`expand/${name}`] = await session.send('GET', `${path}?$expand=${name}`);
  const again = await session.send('GET', path);
  const linked = Object.fromEntries(
    relationships.map((name) => [name, (subject.links.get(name) ?? []).map(({ id }) => id)]),
  );
  return { known: { ...subject.body }, ...(before ? { before } : {}), again, linked, probes: seen };
}

/** Reads the collection counted, and in small pages, counted too where the server counts; again where another deletes meanwhile, so that an entity slips between two pages. */
async function page(
  scenario: Scenario,
  { path, owner }: Stage,
  seen: Record<string, Exchange>,
): Promise<Partial<Evidence>> {
  const { documented, session } = scenario;
  const members: Exchange[] = [];
  const known = scenario.members(owner);
  for (const member of known) members.push(await scenario.get(await scenario.wayTo(member)));
  seen['count'] = await session.send('GET', `${path}?$count=true`);
  const options = `$top=${pageSize(seen['count'])}${countOn(seen['count']) === undefined ? '' : '&$count=true'}`;
  const paged = await scenario.list(
    { template: documented.path, path: `${path}?${options}` },
    (shown) => shown.size === 0 || known.every(({ id }) => shown.has(id)),
  );
  return { members, paged, probes: seen };
}

/** Pages of two, and larger ones where a collection is so large that it would be many. */
function pageSize(counted: Exchange | undefined): number {
  return Math.max(2, Math.ceil((countOn(counted) ?? 0) / mostPages));
}

function countOn(counted: Exchange | undefined): number | undefined {
  const count = entityIn(counted)?.['@odata.count'];
  return typeof count === 'number' ? count : undefined;
}

/** The path with a segment more that nothing has; after a collection that would be a key, so there in its place. */
function withUnknownSegment(path: string, { path: template }: Case, api: Api): string {
  const known = endsAtCollection(api, template) ? path.slice(0, path.lastIndexOf('/')) : path;
  return `${known}/noSuchSegment`;
}

/** The path with its last key replaced by an id that nothing has. */
function withUnknownId(path: string, { documented, api }: Scenario): string {
  const steps = stepsOf(api, documented.path);
  const last = steps.map(({ kind }) => kind).lastIndexOf('key');
  const segments = segmentsOf(path);
  segments[last] = encodeSegment(randomUUID());
  return `/${segments.join('/')}`;
}

/** The parameters of an action, with an id that nothing has among those of the items that it names. */
function withUnknownItem({ contract }: Case, right: JsonObject): JsonObject {
  const name = actionMeanings[contract.id]?.ids ?? '';
  const ids = right[name];
  return { ...right, [name]: [...(Array.isArray(ids) ? ids : []), randomUUID()] };
}

function bodyOf(body: JsonObject | undefined): Partial<ProbeRequest> {
  return body === undefined ? {} : { body: writeJson(body) };
}

/** A token that is well-formed, unsigned, and meant for somebody else (RFC 7519 §4.1.3, §6). */
function tokenFor(audience: string): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ aud: audience, sub: 'nobody' })}.`;
}
