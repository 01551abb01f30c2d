import type { JsonObject, JsonValue } from '../value/json.ts';
import type { Exchange } from './exchange.ts';

/** A GET of the entity a case is about, along one documented path. */
export interface Read {
  readonly template: string;
  readonly exchange: Exchange;
}

/** A collection read to its end: one exchange per page, as the next links led. */
export interface Listing {
  readonly template: string;
  readonly pages: readonly Exchange[];
}

/** A request with values of the run's own, its exchange, and the entity as read afterwards; `only` names the one property that differs from the plain values. */
export interface Trial {
  readonly sent: JsonObject;
  readonly exchange: Exchange;
  readonly read?: Exchange;
  readonly only?: string;
}

/** An entity beside the one a case is about, before and after the request. */
export interface Sibling {
  readonly before: Exchange;
  readonly after: Exchange;
}

/** A collection before and after a request. */
export interface Watched {
  readonly before: Listing;
  readonly after: Listing;
}

/** One moment in the life of an entity: what was asked, and its answer; for collections all pages. */
export interface Moment {
  readonly id: string;
  readonly pages: readonly Exchange[];
}

/** Requests that were in flight at once: creates, each with the entity as read afterwards, a listing of what they made, and changes of one entity. */
export interface Parallel {
  readonly creates: readonly Trial[];
  readonly listing?: Listing;
  readonly changes: readonly Trial[];
}

/** A look at what a request may not change: an entity, and a collection page by page. */
export interface Look {
  readonly entity?: Exchange;
  readonly items: readonly Exchange[];
}

/** What may not change by a request that is refused, before and after it. */
export interface Untouched {
  readonly before: Look;
  readonly after: Look;
}

/** The target answered every request of the case, and holds nothing to look at. */
export interface Absence {
  readonly reason: string;
  readonly absent: true;
}

/** Why evidence could not be got: a sentence, or an absence. */
export type Gap = string | Absence;

/** Gaps by what the evidence was needed for: a path, `request`, `members` of a collection, or the `next-link` that was not followed. */
export type Gaps = Readonly<Record<string, Gap>>;

/**
 * Everything that was seen of a case. What is absent was not asked for or could not be got; `gaps` says why.
 *
 * - `request`: the documented request, with the run's own values (`sent`, without links).
 * - `known`: the entity as arrange last saw it; `before`: read just before the request.
 * - `reads`: the entity along every documented path after the request; `again`: the same request once more.
 * - `trials`: the request with other values, `parts`: with only some properties.
 * - `listings`: collections that hold or held the entity; `members`: entities that a listing has to show, as read by key;
 *   `strangers`: the ids of some that it may not show.
 * - `below`: an entity below the one of the case, `elsewhere`: one below another, both before and after.
 * - `watched`: the collection that an action changes, `beside`: one that holds the entity, both before and after.
 * - `probes`: requests that have to be refused, and queries, by name; `untouched`: what they may not change; `paged`: a
 *   collection read in small pages; `linked`: ids that relationships are known to lead to,
 *   `foreign`: ids that belong to others.
 * - `story`: the moments of a lifecycle; `parallel`: requests in the midst of it that were in flight at once.
 * - `example`: the documented example request, verbatim; `sparse`: a create that leaves everything out.
 * - `repeated`: all exchanges of the case that came after a refusal.
 */
export interface Evidence {
  readonly request?: Exchange;
  readonly sent?: JsonObject;
  readonly known?: JsonObject;
  readonly before?: Exchange;
  readonly reads: readonly Read[];
  readonly again?: Exchange;
  readonly sentAgain?: JsonObject;
  readonly trials: readonly Trial[];
  readonly parts: readonly Trial[];
  readonly listings: readonly Listing[];
  readonly members: readonly Exchange[];
  readonly strangers: readonly JsonValue[];
  readonly watched?: Watched;
  readonly sibling?: Sibling;
  readonly beside?: Watched;
  readonly below?: Sibling;
  readonly elsewhere?: Sibling;
  readonly example?: Exchange;
  readonly sparse?: Exchange;
  readonly probes: Readonly<Record<string, Exchange>>;
  readonly untouched?: Untouched;
  readonly paged?: Listing;
  readonly linked: Readonly<Record<string, readonly string[]>>;
  readonly foreign: Readonly<Record<string, readonly string[]>>;
  readonly story: readonly Moment[];
  readonly parallel?: Parallel;
  readonly repeated: readonly Exchange[];
  readonly gaps: Gaps;
}

/** Evidence in which nothing was seen yet. */
export const nothingSeen: Evidence = {
  reads: [],
  trials: [],
  parts: [],
  listings: [],
  members: [],
  strangers: [],
  probes: {},
  linked: {},
  foreign: {},
  story: [],
  repeated: [],
  gaps: {},
};
