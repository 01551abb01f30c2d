import { actionMeanings } from '../areas/group-policy/actions.ts';
import type { Api } from '../model/api.ts';
import { stepsOf } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { type Property, parametersOf } from '../model/model.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { emptyObject, type JsonObject, type JsonValue } from '../value/json.ts';

/** A request that every server has to refuse, and how. */
export interface Probe {
  readonly name: string;
  /** Continues the sentence "… is refused". */
  readonly subject: string;
  readonly statuses: readonly number[];
  readonly source: { readonly page: string; readonly section: string };
  appliesTo(documented: Case, api: Api): boolean;
}

const errors = { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' };

/**
 * What a server refuses, by Graph's conventions, in the order in which it is sent: what a lenient server takes comes
 * first, so that what it does refuse is still seen to change nothing.
 */
export const probes: readonly Probe[] = [
  {
    name: 'unknown-member',
    subject: 'A value that is no member of its enum',
    statuses: [400],
    source: errors,
    appliesTo: (documented, api) => strangeMemberBody(documented, api, emptyObject()) !== undefined,
  },
  {
    name: 'wrong-json-type',
    subject: 'A value of another JSON type',
    statuses: [400],
    source: errors,
    appliesTo: (documented, api) => mistypedBody(documented, api, emptyObject()) !== undefined,
  },
  {
    name: 'text-for-object',
    subject: 'A text where an object is due',
    statuses: [400],
    source: errors,
    appliesTo: (documented, api) => textForObjectBody(documented, api, emptyObject()) !== undefined,
  },
  { name: 'malformed-json', subject: 'A body that is no JSON', statuses: [400], source: errors, appliesTo: hasBody },
  { name: 'no-object', subject: 'A body that is no JSON object', statuses: [400], source: errors, appliesTo: hasBody },
  {
    name: 'other-media-type',
    subject: 'A right body that is declared as text',
    statuses: [400, 415],
    source: errors,
    appliesTo: hasBody,
  },
  {
    name: 'undocumented-method',
    subject: 'PUT, which no page documents,',
    statuses: [400, 404, 405, 501],
    source: errors,
    appliesTo: () => true,
  },
  {
    name: 'unknown-segment',
    subject: 'An unknown segment at the end of the path',
    statuses: [400, 404],
    source: errors,
    appliesTo: () => true,
  },
  {
    name: 'unknown-item',
    subject: 'An action that names an unknown item among known ones',
    statuses: [400, 404],
    source: errors,
    appliesTo: ({ contract }) => actionMeanings[contract.id]?.ids !== undefined,
  },
  { name: 'unknown-id', subject: 'An unknown id', statuses: [404], source: errors, appliesTo: hasKey },
  {
    name: 'other-token',
    subject: 'A token for another audience',
    statuses: [401],
    source: errors,
    appliesTo: () => true,
  },
  { name: 'no-token', subject: 'A request without a token', statuses: [401], source: errors, appliesTo: () => true },
];

function hasKey(documented: Case, api: Api): boolean {
  return stepsOf(api, documented.path).some(({ kind }) => kind === 'key');
}

function hasBody({ contract }: Case): boolean {
  return contract.request.body !== undefined;
}

/** What a request's body is made of: the properties of an entity that are sent, or the parameters of an action. */
function bodyProperties({ contract }: Case, { types }: Api): readonly Property[] {
  const { body } = contract.request;
  if (body?.kind !== 'entity') return parametersOf(types.model, contract);
  return types.model.structured(body.type).properties.filter(({ name }) => !serverOwnedOf(contract).includes(name));
}

/** A right body with one value of another JSON type; undefined where the body has no property. */
export function mistypedBody(documented: Case, api: Api, right: JsonObject): JsonObject | undefined {
  const properties = bodyProperties(documented, api);
  const property = properties.find(({ type }) => type.kind === 'primitive' && type.name !== 'String') ?? properties[0];
  return property && { ...right, [property.name]: mistyped(property) };
}

function mistyped({ type }: Property): JsonValue {
  if (type.collection) return 'a text instead of a collection';
  return type.name === 'String' ? { text: 'an object instead of a text' } : ['a collection instead of one value'];
}

/** A right body with a text where a property or its items are objects; undefined where the body has no such property. */
export function textForObjectBody(documented: Case, api: Api, right: JsonObject): JsonObject | undefined {
  const property = bodyProperties(documented, api).find(
    ({ type }) => type.kind === 'complex' || type.kind === 'entity',
  );
  const text = 'a text instead of an object';
  return property && { ...right, [property.name]: property.type.collection ? [text] : text };
}

/** A right body with a member that no enum has; undefined where the body has no enum. */
export function strangeMemberBody(documented: Case, api: Api, right: JsonObject): JsonObject | undefined {
  const property = bodyProperties(documented, api).find(({ type }) => type.kind === 'enum' && !type.collection);
  return property && { ...right, [property.name]: 'noSuchMember' };
}
