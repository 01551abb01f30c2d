import { parameterIn } from '../model/path.ts';
import type { Safety, SafetyClass, SafetyLine } from '../model/safety.ts';
import { type Cause, type Omission, reasonOf, remedyOf } from '../plan/omission.ts';
import { type WriteMode, writeModes } from '../settings/writeMode.ts';
import { isObject, type JsonValue, readJson, writeJson } from '../value/json.ts';
import type { Ownership } from './ownership.ts';
import { pathSegments } from './pathSegments.ts';

/** What decides whether a request may be sent; `path` is below the base URL, as it is sent. */
interface Planned {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The safest mode that sends a request of a class. */
const sentBy: Readonly<Record<SafetyClass, WriteMode>> = {
  read: 'none',
  scoped: 'own',
  tenantwide: 'dedicated',
  irreversible: 'dedicated',
  never: 'dedicated',
};
const dedicated = remedyOf(leftOutBy('own', 'dedicated'));

/**
 * Why a request is not sent, in a sentence that names the variable that lets it through; undefined where it may be sent.
 * Whether the tenant is one of GRAPH_DEDICATED_TENANTS is for whoever chose the mode to know.
 */
export function decideWrite(
  mode: WriteMode,
  request: Planned,
  safety: Safety,
  ownership: Ownership,
): string | undefined {
  const { method, path, headers = {} } = request;
  const override = Object.keys(headers).find((name) => /override|^x-http-method/i.test(name));
  if (override !== undefined)
    return `${method} with ${override} is not sent: it could mean another method, and no setting lets it through`;
  if (method === 'GET') return undefined;
  const segments = pathSegments(path);
  const line = segments && safety.find(method, segments);
  if (!segments || !line)
    return `${method} is not sent: no page documents it at this path, and no setting lets it through`;
  const { harmless } = line.route;
  const isHarmless = harmless !== undefined && request.body !== undefined && isSame(request.body, harmless);
  const refusal = isHarmless && mode === 'own' ? undefined : whyNotSent(mode, line);
  if (refusal) return reasonOf(refusal);
  if (mode !== 'own') return undefined;
  const [, set = '', key = ''] = segments;
  const isOfEntity = parameterIn(line.template[2] ?? '') !== undefined;
  if (isOfEntity && !ownership.owns(set, key))
    return `${line.request} is not sent: this run did not create what it addresses; ${dedicated}`;
  const member = request.body === undefined ? undefined : outsideIn(request.body, safety.outside);
  return member === undefined
    ? undefined
    : `${line.request} with ${member} is not sent: that is not of this run; ${dedicated}`;
}

/** Why a mode does not let a documented request through, whatever it addresses; undefined where it depends on that, or on nothing. */
export function whyNotSent(mode: WriteMode, { request, route }: SafetyLine): Omission | undefined {
  const least = sentBy[route.class];
  if (writeModes.indexOf(mode) >= writeModes.indexOf(least)) return undefined;
  return { cause: leftOutBy(mode, least), what: request };
}

/** The cause that a mode leaves a request out which another one sends. */
export function leftOutBy(mode: WriteMode, instead: WriteMode): Cause {
  return { by: 'writes', mode, instead };
}

function isSame(body: string, due: JsonValue): boolean {
  const value = read(body);
  return value !== undefined && writeJson(value) === writeJson(due);
}

/** The first member of a body that holds what lies outside of what the run made; what is no JSON must not even look like it. */
function outsideIn(body: string, outside: ReadonlySet<string>): string | undefined {
  const value = read(body);
  if (value === undefined)
    return body.includes('\\') || [...outside].some((name) => body.toLowerCase().includes(`"${name}`))
      ? 'a body that is no JSON'
      : undefined;
  const left: JsonValue[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) left.push(...next);
    else if (isObject(next))
      for (const [name, member] of Object.entries(next)) {
        if (leadsOut(name, member, outside)) return name.slice(0, 40);
        left.push(member);
      }
  }
  return undefined;
}

/** Whether a member holds what it may only bind: an entity or some, or a change of them; assignments may not even be bound. */
function leadsOut(name: string, member: JsonValue, outside: ReadonlySet<string>): boolean {
  const [property = '', annotation] = name.toLowerCase().split('@');
  if (annotation?.includes('delta')) return true;
  if (!outside.has(property)) return false;
  if (annotation !== undefined) return property === 'assignments';
  return member !== null && !(Array.isArray(member) && member.length === 0);
}

function read(body: string): JsonValue | undefined {
  try {
    return readJson(body);
  } catch {
    return undefined;
  }
}
