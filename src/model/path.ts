import { quote } from '../value/edm/textFormat.ts';
import type { Model } from './model.ts';
import { isAction, type RequestContract } from './requestContract.ts';

/** One step of a resource path (OData URL Conventions §4), with the type that is reached by it. */
export type Step =
  | { readonly kind: 'singleton'; readonly name: string }
  | { readonly kind: 'set' | 'collection' | 'single'; readonly name: string; readonly type: string }
  | { readonly kind: 'key'; readonly name: string; readonly type: string }
  | { readonly kind: 'cast'; readonly name: string; readonly type: string; readonly of: 'collection' | 'entity' }
  | { readonly kind: 'action'; readonly name: string; readonly type: string };

/** A path that leads nowhere: which segment, and what could have stood there. */
export interface DeadEnd {
  readonly segment: string;
  readonly at: number;
  readonly expected: string;
}

/** What can be addressed: the entity sets below the singleton, and the actions bound to types or collections, by type name. */
export interface Container {
  readonly model: Model;
  readonly singleton: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>;
}

const castPrefix = 'microsoft.graph.';

/** The segments of a path or template; a key predicate `name('key')` gives two. */
export function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .flatMap((segment) => {
      const [, name, key] = /^([\w.]+)\('(.*)'\)$/.exec(segment) ?? [];
      return name !== undefined && key !== undefined ? [name, key.replaceAll("''", "'")] : [segment];
    });
}

/** Four keys of this length fit into the 8,000 octets of a URI that RFC 9110 §4.1 asks everybody to support. */
const longestSegment = 2000;

/**
 * Whether an id can be a segment of a path: not empty, no dot segment (RFC 3986 §6.2.2.3 removes those even when they are
 * percent-encoded), well-formed Unicode, and not too long.
 */
export function isAddressable(id: string): boolean {
  if (id.length > longestSegment || ['', '.', '..'].includes(id) || /\p{Surrogate}/u.test(id)) return false;
  return encodeURIComponent(id).length <= longestSegment;
}

/** An id as one segment of a path; throws for one that would lead elsewhere. */
export function encodeSegment(id: string): string {
  if (!isAddressable(id)) throw new Error(`${quote(id)} cannot be a segment of a path`);
  return encodeURIComponent(id).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The parameter name in a template segment such as `{groupPolicyCategoryId}`, or undefined. */
export function parameterIn(segment: string): string | undefined {
  return /^\{(\w+)\}$/.exec(segment)?.[1];
}

/** The entity sets that templates name, each with the type that its key parameter names. */
export function setsOf(templates: Iterable<string>): Map<string, string> {
  const sets = new Map<string, string>();
  for (const template of templates) {
    const [, set, key = ''] = segmentsOf(template);
    const type = parameterIn(key)?.replace(/Id$/, '');
    if (set !== undefined && type !== undefined) sets.set(set, type);
  }
  return sets;
}

/** The container that templates describe; the last segments of the paths of actions are the names of the actions. */
export function containerOf(model: Model, templates: Iterable<string>, actionPaths: Iterable<string>): Container {
  const actions = new Map<string, Set<string>>();
  const container = { model, singleton: 'deviceManagement', sets: setsOf(templates), actions };
  for (const path of actionPaths) {
    const bound = boundType(container, path);
    if (bound !== undefined) actions.set(bound, (actions.get(bound) ?? new Set()).add(segmentsOf(path).at(-1) ?? ''));
  }
  return container;
}

/** The container that contracts describe. */
export function containerOfContracts(model: Model, contracts: readonly RequestContract[]): Container {
  const pathsOf = (some: readonly RequestContract[]): string[] => some.flatMap((contract) => contract.request.paths);
  return containerOf(model, pathsOf(contracts), pathsOf(contracts.filter(isAction)));
}

/** The type that an action's path is bound to: what the path without its last segment reaches. */
export function boundType(container: Container, actionPath: string): string | undefined {
  const steps = walk(container, segmentsOf(actionPath).slice(0, -1));
  const last = Array.isArray(steps) ? steps.at(-1) : undefined;
  return last && 'type' in last ? last.type : undefined;
}

/** Walks segments from the singleton along entity sets, navigation properties, keys, casts and actions. */
export function walk(container: Container, segments: readonly string[]): Step[] | DeadEnd {
  const [first = '', ...rest] = segments;
  if (first !== container.singleton) return { segment: first, at: 0, expected: container.singleton };
  const steps: Step[] = [{ kind: 'singleton', name: first }];
  for (const [index, segment] of rest.entries()) {
    const step = next(container, steps.at(-1), segment);
    if ('expected' in step) return { segment, at: index + 1, expected: step.expected };
    steps.push(step);
  }
  return steps;
}

function next(container: Container, from: Step | undefined, segment: string): Step | { expected: string } {
  if (!from || from.kind === 'singleton') {
    const type = container.sets.get(segment);
    return type === undefined
      ? { expected: [...container.sets.keys()].join(', ') }
      : { kind: 'set', name: segment, type };
  }
  if (from.kind === 'action') return { expected: 'the end of the path' };
  if (segment === '') return { expected: 'a segment' };
  const ofCollection =
    from.kind === 'set' || from.kind === 'collection' || (from.kind === 'cast' && from.of === 'collection');
  if (segment.startsWith(castPrefix))
    return castStep(container, from.type, segment, ofCollection ? 'collection' : 'entity');
  if (actionsOf(container, from.type).has(segment)) return { kind: 'action', name: segment, type: from.type };
  if (ofCollection) return { kind: 'key', name: segment, type: from.type };
  const navigation = container.model.structured(from.type).navigation;
  const target = Object.hasOwn(navigation, segment) ? navigation[segment] : undefined;
  if (!target)
    return {
      expected: `a navigation property of ${from.type}: ${Object.keys(navigation).join(', ') || 'it has none'}`,
    };
  return { kind: target.collection ? 'collection' : 'single', name: segment, type: target.type };
}

function castStep(
  container: Container,
  from: string,
  segment: string,
  of: 'collection' | 'entity',
): Step | { expected: string } {
  const type = segment.slice(castPrefix.length);
  if (container.model.names.includes(type) && container.model.isA(type, from))
    return { kind: 'cast', name: segment, type, of };
  return { expected: `a type derived from ${from}` };
}

function actionsOf(container: Container, type: string): ReadonlySet<string> {
  const own = container.actions.get(type) ?? [];
  const base = container.model.structured(type).base;
  return new Set(base === undefined ? own : [...own, ...actionsOf(container, base)]);
}
