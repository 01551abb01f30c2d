import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { createInsteadAjv, insteadProblem } from '../instance/insteadSchema.ts';
import { plain } from '../model/schemas.ts';
import type { JsonValue } from '../value/json.ts';
import { matchesPattern } from '../value/pattern.ts';

/**
 * A recorded exception: at a claim of some contracts (`*` stands for any run of characters), a target answers as
 * `instead` says (a JSON Schema of what is received; left out where nothing is received). With `intermittent`, it does
 * not always show.
 */
export interface Deviation {
  readonly target: string;
  readonly contract: string;
  readonly claim: string;
  readonly instead?: object;
  readonly because: string;
  readonly evidence: string;
  readonly owner: string;
  readonly since: string;
  readonly reviewBy: string;
  readonly intermittent?: boolean;
}

/** The claim that a deviation could be about: the id of its contract, and its own. */
export interface ClaimPlace {
  readonly contract: string;
  readonly claim: string;
}

const longestDays = 180;
const day = 24 * 60 * 60 * 1000;

/** The deviations of one target, ready to be asked. Those whose review is over are known, and count for nothing. */
export class Deviations {
  readonly #entries: readonly Deviation[];
  readonly #lapsed: readonly Deviation[];
  readonly #ajv: Ajv2020 = createInsteadAjv();
  readonly #compiled = new Map<Deviation, ValidateFunction>();

  constructor(entries: readonly Deviation[], target: string, lapsed: readonly Deviation[] = []) {
    this.#entries = entries.filter((entry) => entry.target === target);
    this.#lapsed = lapsed.filter((entry) => entry.target === target);
  }

  /** The deviations of a target on a day, YYYY-MM-DD: an entry counts up to the day of its review. */
  static on(today: string, entries: readonly Deviation[], target: string): Deviations {
    const isOver = ({ reviewBy }: Deviation): boolean => reviewBy < today;
    return new Deviations(
      entries.filter((entry) => !isOver(entry)),
      target,
      entries.filter(isOver),
    );
  }

  /** The entries of the target that are in force. */
  get entries(): readonly Deviation[] {
    return this.#entries;
  }

  /** The entries of the target whose review is over. */
  get lapsed(): readonly Deviation[] {
    return this.#lapsed;
  }

  /** The entry in force about a claim, or undefined. */
  find(place: ClaimPlace): Deviation | undefined {
    return this.#entries.find((entry) => isAbout(entry, place));
  }

  /** The entry about a claim whose review is over, or undefined. */
  findLapsed(place: ClaimPlace): Deviation | undefined {
    return this.#lapsed.find((entry) => isAbout(entry, place));
  }

  /** Whether what was received at a claim is what the entry says; `undefined` means that nothing was. */
  matches(entry: Deviation, received: JsonValue | undefined): boolean {
    if (entry.instead === undefined || received === undefined)
      return entry.instead === undefined && received === undefined;
    const compiled = this.#compiled.get(entry) ?? this.#ajv.compile(entry.instead);
    this.#compiled.set(entry, compiled);
    return compiled(plain(received));
  }

  /**
   * A sentence for every entry that must not be used: about no claim of the plan, overlapping another, or to be reviewed
   * too late.
   */
  problems(plan: readonly ClaimPlace[]): string[] {
    const taken = new Map<ClaimPlace, Deviation>();
    return [...this.#entries, ...this.#lapsed].flatMap((entry) => {
      const name = `deviation of ${entry.contract} at "${entry.claim}"`;
      const places = plan.filter((place) => isAbout(entry, place));
      const other = places.flatMap((place) => taken.get(place) ?? [])[0];
      for (const place of places) if (!taken.has(place)) taken.set(place, entry);
      return [
        ...(places.length === 0 ? [`${name}: no such claim is planned; correct or delete the entry`] : []),
        ...(other ? [`${name}: overlaps the one of ${other.contract} at "${other.claim}"; keep one of them`] : []),
        ...(daysBetween(entry.since, entry.reviewBy) > longestDays
          ? [
              `${name}: reviewBy ${entry.reviewBy} is more than ${longestDays} days after ${entry.since}; choose an earlier date`,
            ]
          : []),
        ...this.#schemaProblem(entry, name),
      ];
    });
  }

  #schemaProblem({ instead }: Deviation, name: string): string[] {
    if (instead === undefined) return [];
    const problem = insteadProblem(instead);
    if (problem !== undefined) return [`${name}: "instead" cannot be used: ${problem}`];
    try {
      this.#ajv.compile(instead);
      return [];
    } catch (error) {
      return [`${name}: "instead" is no JSON Schema (${error instanceof Error ? error.message : String(error)})`];
    }
  }
}

function isAbout(entry: Deviation, { contract, claim }: ClaimPlace): boolean {
  return matchesPattern(entry.contract, contract) && matchesPattern(entry.claim, claim);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / day;
}
