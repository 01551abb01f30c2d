import { randomUUID } from 'node:crypto';
import { actionMeanings } from '../areas/group-policy/actions.ts';
import type { Binding, Known } from '../arrange/entityGraph.ts';
import { mistypedBody, strangeMemberBody, textForObjectBody } from '../claims/probes.ts';
import { type Api, endsAtCollection, stepsOf } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { segmentsOf } from '../model/path.ts';
import type { Request } from '../transport/request.ts';
import { guid } from '../value/edm/guid.ts';
import { emptyObject, type JsonObject, writeJson } from '../value/json.ts';
import type { Scenario } from './scenario.ts';

/** Where a route leads in this case, and a body that it takes. */
export interface Stage {
  readonly path: string;
  readonly subject: Known | undefined;
  readonly owner: Known | undefined;
  readonly right: JsonObject | undefined;
  /** The collection that the route adds to. */
  readonly collection?: Binding;
}

/** How each probe departs from a right request. */
export const departures: Readonly<Record<string, (stage: Stage, scenario: Scenario) => Partial<Request>>> = {
  'no-token': () => ({ authorization: 'none' }),
  'other-token': () => ({ authorization: { token: tokenFor('https://another.example') } }),
  'unknown-id': ({ path }, scenario) => ({ path: withUnknownId(path, scenario) }),
  'unknown-segment': ({ path }, { documented, api }) => ({ path: withUnknownSegment(path, documented, api) }),
  'undocumented-method': ({ right }) => ({ method: 'PUT', body: writeJson(right ?? {}) }),
  'no-object': (_stage, { documented }) => ({ body: documented.verb === 'update' ? 'null' : '["an array"]' }),
  'other-media-type': () => ({ headers: { 'content-type': 'text/plain' } }),
  'malformed-json': ({ right }) => ({ body: writeJson(right ?? {}).slice(0, -1) }),
  'wrong-json-type': ({ right }, { documented, api }) => bodyOf(mistypedBody(documented, api, right ?? emptyObject())),
  'text-for-object': ({ right }, { documented, api }) =>
    bodyOf(textForObjectBody(documented, api, right ?? emptyObject())),
  'unknown-item': ({ right }, { documented }) => bodyOf(withUnknownItem(documented, right ?? emptyObject())),
  'unknown-member': ({ right }, { documented, api }) =>
    bodyOf(strangeMemberBody(documented, api, right ?? emptyObject())),
};

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
  segments[last] = strangeId(segments[last] ?? '');
  return `/${segments.join('/')}`;
}

/** An id that nothing has: of a Guid, one that begins and ends like it. */
function strangeId(known: string): string {
  if (guid(known) !== undefined) return randomUUID();
  const others = [...known.slice(20, 23)].map((digit) => (15 - Number.parseInt(digit, 16)).toString(16));
  return `${known.slice(0, 20)}${others.join('')}${known.slice(23)}`;
}

/** The parameters of an action, with an id that nothing has among those of the items that it names. */
function withUnknownItem({ contract }: Case, right: JsonObject): JsonObject {
  const name = actionMeanings[contract.id]?.ids ?? '';
  const ids = right[name];
  return { ...right, [name]: [...(Array.isArray(ids) ? ids : []), randomUUID()] };
}

function bodyOf(body: JsonObject | undefined): Partial<Request> {
  return body === undefined ? {} : { body: writeJson(body) };
}

/** A token that is well-formed, unsigned, and meant for somebody else (RFC 7519 §4.1.3, §6). */
function tokenFor(audience: string): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ aud: audience, sub: 'nobody' })}.`;
}
