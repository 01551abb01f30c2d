import type { Claim } from '../claims/claim.ts';
import type { Finding } from '../evidence/finding.ts';
import type { Case, Verb } from '../model/case.ts';
import { matchesPattern } from '../value/pattern.ts';

/** What a broken promise counts for where the documentation is silent or contradicts itself: a failure, a pass with a warning, or nothing. */
export type Stance = 'fail' | 'warn' | 'pass';

/** The stances, the strictest first. */
export const stances: readonly Stance[] = ['fail', 'warn', 'pass'];

/**
 * A question that the documentation does not settle: which claims (`*` stands for any run of characters) of which verb it
 * is about, where in the body and what is received if that matters, and the stance that is taken unless a setting says otherwise.
 */
export interface Policy {
  readonly id: string;
  readonly about: string;
  readonly claims: readonly string[];
  readonly verb?: Verb;
  readonly pointer?: string;
  readonly received?: string;
  readonly default: Stance;
  readonly because: string;
}

/** The stance on a broken claim, and whose policy it is. */
export interface Decision {
  readonly policy: string;
  readonly stance: Stance;
}

type Broken = Extract<Finding, { outcome: 'broken' }>;

/** The policies of a run: the suite's own, with the stances that were chosen for it. */
export class Policies {
  readonly #entries: readonly Policy[];
  readonly #chosen: ReadonlyMap<string, Stance>;

  /** Throws for a chosen id that no policy has. */
  constructor(entries: readonly Policy[], chosen: ReadonlyMap<string, Stance> = new Map()) {
    this.#entries = entries;
    this.#chosen = chosen;
    const unknown = [...chosen.keys()].find((id) => !entries.some((entry) => entry.id === id));
    if (unknown !== undefined)
      throw new Error(`"${unknown}" is no policy; the policies are ${entries.map(({ id }) => id).join(', ')}`);
  }

  /** The questions themselves, as the suite comes with them. */
  get entries(): readonly Policy[] {
    return this.#entries;
  }

  /** The stance that is taken on each question, by the id of its policy. */
  get stances(): Readonly<Record<string, Stance>> {
    return Object.fromEntries(this.#entries.map(({ id, default: usual }) => [id, this.#chosen.get(id) ?? usual]));
  }

  /** What a broken claim counts for; undefined where no policy is about it, so that it fails. */
  decide(claim: Claim, { verb }: Case, { pointer, received }: Broken): Decision | undefined {
    const entry = this.#entries.find(
      (one) =>
        one.claims.some((pattern) => matchesPattern(pattern, claim.id)) &&
        (one.verb === undefined || one.verb === verb) &&
        (one.pointer === undefined || matchesPattern(one.pointer, pointer ?? '')) &&
        (one.received === undefined || matchesPattern(one.received, received)),
    );
    return entry && { policy: entry.id, stance: this.#chosen.get(entry.id) ?? entry.default };
  }
}

/** No policies at all: whatever is broken fails. */
export const noPolicies = new Policies([]);
