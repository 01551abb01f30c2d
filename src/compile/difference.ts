import { isDeepStrictEqual } from 'node:util';
import type { Contracts } from '../model/contracts.ts';
import type { RequestContract } from '../model/requestContract.ts';
import { type PropertySchema, type StructuredSchema, type TypeSchema, typeOfRef } from '../model/typeSchema.ts';

/**
 * What pages promise now that the contracts did not say, or no longer promise, one sentence per promise. What a page
 * does not state (permissions behind an include, clouds in rendered text) is no difference. With `whole`, contracts
 * without a page are gone; otherwise the pages are a part and say nothing about the others.
 */
export function differences(committed: Contracts, compiled: Contracts, whole: boolean): string[] {
  return [
    ...compareSets(committed.types, compiled.types, (type) => type.title, 'type', whole, compareTypes),
    ...compareSets(committed.requests, compiled.requests, (request) => request.id, 'request', whole, compareRequests),
  ];
}

function compareSets<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (item: T) => string,
  noun: string,
  whole: boolean,
  compare: (before: T, after: T) => string[],
): string[] {
  const known = new Map(before.map((item) => [nameOf(item), item]));
  const found = after.flatMap((item) => {
    const old = known.get(nameOf(item));
    known.delete(nameOf(item));
    return old === undefined ? [`${nameOf(item)} is a new ${noun}`] : compare(old, item);
  });
  return whole ? [...found, ...[...known.keys()].map((name) => `${name} is no longer documented`)] : found;
}

function compareTypes(before: TypeSchema, after: TypeSchema): string[] {
  const name = after.title;
  if (before.kind === 'enum' && after.kind === 'enum') {
    return [
      ...compareMembers(name, before.members, after.members),
      ...changed(name, 'open to unknown members', before.enum === undefined, after.enum === undefined),
    ];
  }
  if (before.kind === 'enum' || after.kind === 'enum') return [`${name} changes from ${before.kind} to ${after.kind}`];
  return [
    ...changed(name, 'kind', before.kind, after.kind),
    ...changed(name, 'key', before.key, after.key),
    ...changed(name, 'parent type', before.baseType, after.baseType),
    ...compareProperties(name, before, after),
    ...gainsAndLosses(name, 'relationship', before.navigation ?? {}, after.navigation ?? {}, (target) =>
      target.collection ? `${target.type} collection` : target.type,
    ),
  ];
}

function compareMembers(
  name: string,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  const gained = Object.keys(after).filter((member) => !(member in before));
  const lost = Object.keys(before).filter((member) => !(member in after));
  const moved = Object.keys(after).filter((member) => member in before && before[member] !== after[member]);
  const count = (members: string[]): string =>
    `${members.length} member${members.length === 1 ? '' : 's'} (${members.join(', ')})`;
  return [
    ...(gained.length > 0 ? [`${name} gains ${count(gained)}`] : []),
    ...(lost.length > 0 ? [`${name} loses ${count(lost)}`] : []),
    ...moved.map((member) => `${name}: the value of ${member} changes from ${before[member]} to ${after[member]}`),
  ];
}

function compareProperties(name: string, before: StructuredSchema, after: StructuredSchema): string[] {
  return gainsAndLosses(name, '', before.properties, after.properties, describeSchema);
}

function gainsAndLosses<T>(
  name: string,
  noun: string,
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  describe: (value: T) => string,
): string[] {
  const label = noun === '' ? '' : `${noun} `;
  const found: string[] = [];
  for (const [member, value] of Object.entries(after)) {
    const old = before[member];
    if (old === undefined) found.push(`${name} gains ${label}\`${member}\`: ${describe(value)}`);
    else if (describe(old) !== describe(value))
      found.push(`${name}: ${label}\`${member}\` changes from ${describe(old)} to ${describe(value)}`);
  }
  for (const member of Object.keys(before)) if (!(member in after)) found.push(`${name} loses ${label}\`${member}\``);
  return found;
}

/** A property's schema in the words of the pages. */
function describeSchema(schema: PropertySchema): string {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const suffix = types.includes('null') || schema.anyOf ? ' or null' : '';
  if (schema.items) return `${describeSchema(schema.items)} collection${suffix}`;
  const ref = schema.$ref ?? schema.anyOf?.[0].$ref;
  if (ref !== undefined) return typeOfRef(ref) + suffix;
  return (schema.format?.replace('Edm.', '') ?? (types[0] === 'boolean' ? 'Boolean' : 'String')) + suffix;
}

function compareRequests(before: RequestContract, after: RequestContract): string[] {
  const name = after.id;
  const stated = <T>(field: string, old: T | undefined, now: T | undefined): string[] =>
    now === undefined ? [] : changed(name, field, old, now);
  return [
    ...changed(name, 'title', before.title, after.title),
    ...changed(name, 'method', before.request.method, after.request.method),
    ...after.request.paths
      .filter((path) => !before.request.paths.includes(path))
      .map((path) => `${name} gains ${after.request.method} ${path}`),
    ...before.request.paths
      .filter((path) => !after.request.paths.includes(path))
      .map((path) => `${name} loses ${before.request.method} ${path}`),
    ...stated('permissions', before.permissions, after.permissions),
    ...stated('national clouds', before.clouds, after.clouds),
    ...changed(name, 'OData query options', before.request.queryOptions, after.request.queryOptions),
    ...changed(name, 'request body', before.request.body, after.request.body),
    ...changed(name, 'example request', before.request.example, after.request.example),
    ...changed(name, 'status', before.response.status, after.response.status),
    ...changed(name, 'response body', before.response.body, after.response.body),
    ...changed(name, 'example response', before.response.example, after.response.example),
    ...changed(name, 'wrapping of the example', before.response.exampleWrapped, after.response.exampleWrapped),
  ];
}

function changed(name: string, field: string, before: unknown, after: unknown): string[] {
  const old = promised(before);
  const now = promised(after);
  return isDeepStrictEqual(old, now)
    ? []
    : [`${name}: ${field} changes from ${describeValue(old)} to ${describeValue(now)}`];
}

/** A value as JSON has it, whatever the prototypes of its objects, and without the comments of schemas. */
function promised(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === '$comment' ? undefined : part)));
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
