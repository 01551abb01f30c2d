import { segmentsOf, walk } from '../model/path.ts';
import type { JsonValue } from '../value/json.ts';
import { type Address, addressOf, shapeOf } from './address.ts';
import type { MockAnswer, MockRequest } from './message.ts';
import type { World } from './world.ts';

/** Where a fault shows: a method, a documented path, a property (names from the root, joined by `/`). What is left out is not restricted. */
export interface Scope {
  readonly method?: string;
  readonly path?: string;
  readonly property?: string;
  /** Why a request is refused that the fault is about; a word of `causeOf`. */
  readonly cause?: string;
  /** What is put in the place of what is right, for faults that are told: a status, a value, the name of a way to write. */
  readonly with?: JsonValue;
  /** How many answers within the scope stay right first. */
  readonly after?: number;
}

/** What stands between a request and its right answer; `right` may be asked for the answer to another request instead. */
export type Wrong = (request: MockRequest, right: (instead?: MockRequest) => MockAnswer) => MockAnswer;

/** What a fault is made with: its scope and world, whether a request is within the scope, and what to call each time it does wrong. */
export interface FaultContext {
  readonly scope: Scope;
  readonly world: World;
  readonly concerns: (request: MockRequest, method?: string) => boolean;
  /** The shape of a request's path. */
  readonly shape: (request: MockRequest) => string;
  /** What a request's path leads to now; undefined where it leads nowhere. */
  readonly addressOf: (request: MockRequest) => Address | undefined;
  /** The same request with the token that the mock takes. */
  readonly authorized: (request: MockRequest) => MockRequest;
  readonly fired: () => void;
}

/** A named way for a server to be wrong, or other than expected; `breaks` is the kind of claim that it breaks alone, none for a way that is right, or wrong all over. */
export interface Fault {
  readonly name: string;
  readonly text: string;
  readonly breaks?: string;
  /** Whether it is about requests in flight at once: those that it concerns are held until no more come. */
  readonly gathers?: true;
  /** What it has to be told by `with`, in words. */
  readonly needs?: string;
  make(context: FaultContext): Wrong;
}

/** A fault in a running mock: what it does, and how often it did. */
export interface ActiveFault {
  readonly wrong: Wrong;
  readonly count: () => number;
  /** Whether a request is held until it is known which others are in flight. */
  readonly gathers: (request: MockRequest) => boolean;
}

/** Where a mock is reached: the path that its own paths begin with, and the token that it takes. */
export interface Entrance {
  readonly prefix: () => string;
  readonly token: string;
}

/** Puts a fault into a world behind an entrance. */
export function activate(fault: Fault, scope: Scope, world: World, { prefix, token }: Entrance): ActiveFault {
  let count = 0;
  const due = scope.path === undefined ? undefined : shapeOfPath(world, scope.path);
  const shape = ({ target }: MockRequest): string => shapeOfPath(world, pathBelow(target, prefix()));
  const concerns: FaultContext['concerns'] = (request, method = scope.method) =>
    !request.target.includes('$expand') &&
    (method === undefined || method === request.method) &&
    (due === undefined || shape(request) === due);
  const fired = (): void => {
    count += 1;
  };
  const address: FaultContext['addressOf'] = ({ target }) => {
    try {
      return addressOf(world.container, world.store, segmentsOf(pathBelow(target, prefix())).map(decodeURIComponent));
    } catch {
      return undefined;
    }
  };
  const authorized: FaultContext['authorized'] = (request) => ({
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${token}` },
  });
  const context: FaultContext = { scope, world, concerns, addressOf: address, shape, authorized, fired };
  const gathers = (request: MockRequest): boolean => fault.gathers === true && concerns(request);
  return { wrong: fault.make(context), count: () => count, gathers };
}

function pathBelow(target: string, prefix: string): string {
  const [path = ''] = target.split('?');
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The shape of a path or template, or the path itself where it leads nowhere. */
export function shapeOfPath(world: World, path: string): string {
  const steps = walk(world.container, segmentsOf(path).map(decodeURIComponent));
  return Array.isArray(steps) ? shapeOf(steps) : path;
}
