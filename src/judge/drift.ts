import { entityIn } from '../evidence/answers.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { instanceType } from '../instance/instance.ts';
import type { Api } from '../model/api.ts';
import type { ValueType } from '../model/model.ts';
import { segmentsOf, walk } from '../model/path.ts';
import { isObject, type JsonObject, type JsonValue } from '../value/json.ts';

/** Something that answers show and no page documents: a property of a type, or (with `member`) a member of the enum of a property. */
export interface Drift {
  readonly type: string;
  readonly property: string;
  readonly member?: string;
}

/** How much drift one case tells of, and in how many letters: a target that makes up names must not fill the results. */
const most = 100;
const longest = 200;

/** What answers of a target show beyond the pages, each once, sorted by type and name. It is never a failure by itself. */
export function driftIn(api: Api, exchanges: readonly Exchange[]): Drift[] {
  const found = new Map<string, Drift>();
  for (const exchange of exchanges) {
    const declared = typeAtEnd(api, exchange);
    for (const instance of declared === undefined ? [] : instancesIn(exchange))
      collect(api, declared ?? '', instance, found);
  }
  return merge([[...found.values()]]).slice(0, most);
}

/** The drift of several cases, each once, sorted. */
export function merge(lists: readonly (readonly Drift[])[]): Drift[] {
  const all = new Map(lists.flat().map((drift) => [keyOf(drift), drift]));
  return [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, drift]) => drift);
}

function keyOf({ type, property, member }: Drift): string {
  return JSON.stringify([type, property, ...(member === undefined ? [] : [member])]);
}

/** The type that the entities in an answer are declared with; undefined where the path leads to no entity. */
function typeAtEnd({ container }: Api, { path }: Exchange): string | undefined {
  const [resource = ''] = path.split('?');
  const steps = walk(container, segmentsOf(resource).map(decoded));
  const last = Array.isArray(steps) ? steps.at(-1) : undefined;
  return last && last.kind !== 'action' && 'type' in last ? last.type : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function instancesIn(exchange: Exchange): JsonObject[] {
  const body = entityIn(exchange);
  if (!body) return [];
  const items = body['value'];
  return Array.isArray(items) && body['id'] === undefined ? items.filter(isObject) : [body];
}

function collect(api: Api, declared: string, instance: JsonObject, found: Map<string, Drift>): void {
  const type = instanceType(api.types.model, declared, instance);
  if (!type) return;
  for (const [name, value] of Object.entries(instance)) {
    if (name.includes('@')) continue;
    const property = type.properties.find((candidate) => candidate.name === name);
    const navigation = Object.hasOwn(type.navigation, name) ? type.navigation[name] : undefined;
    if (property) collectValue(api, { type: type.name, property: name }, property.type, value, found);
    else if (navigation) for (const item of objectsIn(value)) collect(api, navigation.type, item, found);
    else add({ type: type.name, property: name }, found);
  }
}

function collectValue(api: Api, at: Drift, type: ValueType, value: JsonValue, found: Map<string, Drift>): void {
  if (type.kind === 'complex') for (const item of objectsIn(value)) collect(api, type.name, item, found);
  if (type.kind !== 'enum') return;
  const { members } = api.types.model.enumeration(type.name);
  for (const member of Array.isArray(value) ? value : [value])
    if (typeof member === 'string' && !members.includes(member)) add({ ...at, member }, found);
}

function add({ type, property, member }: Drift, found: Map<string, Drift>): void {
  const drift = {
    type,
    property: property.slice(0, longest),
    ...(member === undefined ? {} : { member: member.slice(0, longest) }),
  };
  if (found.size < most) found.set(keyOf(drift), drift);
}

function objectsIn(value: JsonValue): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}
