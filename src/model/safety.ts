import type { JsonObject } from '../value/json.ts';
import { parameterIn, segmentsOf } from './path.ts';

/**
 * What a request does to a tenant. `read`: nothing; `scoped`: it changes only what the run made; `tenantwide`: it reaches
 * devices or all administrators; `irreversible`: that for good; `never`: it would change what all policies share, or
 * nobody knows what it does.
 */
export type SafetyClass = 'read' | 'scoped' | 'tenantwide' | 'irreversible' | 'never';

/** Documented requests of one class; `harmless` is a body with which they are scoped after all. */
export interface SafetyRoute {
  readonly class: SafetyClass;
  readonly because: string;
  readonly evidence: string;
  readonly harmless?: JsonObject;
  /** Method and documented path template. */
  readonly requests: readonly string[];
}

/** `contracts/safety.json`: every documented request, and the members of bodies that lead out of what the run made. */
export interface SafetyContent {
  readonly outside: readonly string[];
  readonly routes: readonly SafetyRoute[];
}

/** One documented request: its method and path template, the segments of the template, and its class. */
export interface SafetyLine {
  readonly request: string;
  readonly method: string;
  readonly template: readonly string[];
  readonly route: SafetyRoute;
}

/** The classes of the documented requests, ready to be asked. */
export class Safety {
  readonly outside: ReadonlySet<string>;
  readonly #lines: readonly SafetyLine[];

  constructor({ outside, routes }: SafetyContent) {
    this.outside = new Set(outside.map((name) => name.toLowerCase()));
    this.#lines = routes.flatMap((route) =>
      route.requests.map((request) => {
        const [method = '', path = ''] = request.split(' ');
        return { request, method, template: segmentsOf(path), route };
      }),
    );
  }

  /** The documented request that a method and the segments of a path or template are, exactly; undefined where they are none. */
  find(method: string, segments: readonly string[]): SafetyLine | undefined {
    return this.#lines.find((line) => line.method === method && fits(line.template, segments));
  }
}

/** Whether segments are those of a template; a parameter stands for any one segment. */
function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((segment, index) => parameterIn(segment) !== undefined || segment === segments[index])
  );
}
