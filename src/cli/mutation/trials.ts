import { type CheckPlace, Coverage } from '../../mutation/coverage.ts';
import { Experience } from '../../mutation/experience.ts';
import type { Mutant, Trial, Verdict } from '../../mutation/mutant.ts';
import type { Word } from '../../mutation/protocol.ts';
import type { Laboratory } from './cleanRun.ts';
import { Bench } from './workerPool.ts';

const parallel = 2;
/** How many checks a mutant is tried on alone, and how many mutants that pass them go on together. */
const alone = 10;
const together = 24;
/** How many quick checks a mutant is tried on first in a process that goes on, and how many milliseconds a quick one takes at most. */
const [quick, quickTime] = [40, 60];
/** The least time without a word, in milliseconds, after which a process is taken to hang. */
const leastSilence = 10_000;

type Settle = (mutant: Mutant, verdict: Verdict) => void;

/**
 * Tries mutants on the checks that come across them. Where each trial needs a process of its own, quick checks come first in
 * one that goes on. Each of the others is tried alone, on the checks that told most others at its
 * place. Those that pass are in force together for all their checks; where one goes wrong, it is repeated with each alone.
 */
export class Trials {
  readonly #laboratory: Laboratory;
  readonly #coverage: Coverage;
  readonly #silence: number;
  readonly #experience = new Experience();
  readonly #onTrial: (trial: Trial) => void;

  constructor(laboratory: Laboratory, clean: readonly Word[], onTrial: (trial: Trial) => void) {
    this.#laboratory = laboratory;
    this.#coverage = new Coverage(clean, laboratory.groups);
    this.#silence = Math.max(leastSilence, ...clean.map(({ ms }) => 10 * ms));
    this.#onTrial = onTrial;
  }

  /** Tries mutants, some at a time. */
  async run(mutants: readonly Mutant[]): Promise<Trial[]> {
    const trials: Trial[] = [];
    const settle: Settle = (mutant, verdict) => {
      trials.push({ mutant, verdict });
      this.#onTrial({ mutant, verdict });
    };
    const undecided: Mutant[] = [];
    await this.#share(mutants, async (mutant, bench) => {
      const verdict = this.#laboratory.ownProcess ? await this.#tryWarm(mutant, bench) : undefined;
      if (verdict) settle(mutant, verdict);
      else undecided.push(mutant);
    });
    const left: Mutant[] = [];
    await this.#share(undecided, async (mutant, bench) => {
      const checks = this.#checksOf(mutant);
      if (checks.length === 0) return settle(mutant, { outcome: 'uncovered' });
      const { verdict, wrong } = await bench.try([mutant.id], checks.slice(0, alone));
      if (wrong) this.#experience.killed(mutant, nameOf(wrong));
      if (wrong || checks.length <= alone) return settle(mutant, verdict);
      left.push(mutant);
    });
    await this.#share(crowdsOf(left), (crowd, bench) => this.#tryTogether(crowd, bench, settle));
    return trials.toSorted((one, other) => one.mutant.id - other.mutant.id);
  }

  async #tryWarm(mutant: Mutant, bench: Bench): Promise<Verdict | undefined> {
    const checks = this.#coverage.quick(mutant.id, quickTime);
    const first = this.#experience.sort(mutant, checks, nameOf).slice(0, quick);
    const tried = first.length === 0 ? undefined : await bench.tryWarm(mutant.id, first);
    if (tried?.wrong) this.#experience.killed(mutant, nameOf(tried.wrong));
    return tried?.verdict;
  }

  async #tryTogether(crowd: readonly Mutant[], bench: Bench, settle: Settle): Promise<void> {
    let members = [...crowd];
    const passed = new Set<string>();
    while (members.length > 0) {
      const due = this.#coverage.union(members.map(({ id }) => id)).filter((check) => !passed.has(nameOf(check)));
      const tried = await bench.try(
        members.map(({ id }) => id),
        due,
      );
      for (const check of tried.passed) passed.add(nameOf(check));
      const { wrong } = tried;
      if (!wrong || members.length === 1) {
        for (const mutant of members) {
          const survived: Verdict = { outcome: 'survived', tried: this.#coverage.reaching(mutant.id).length };
          settle(mutant, wrong ? tried.verdict : survived);
        }
        return;
      }
      const others = await this.#tell(members, wrong, bench, settle);
      passed.add(nameOf(wrong));
      if (others.length === members.length) return this.#tryHalves(others, bench, settle);
      members = others;
    }
  }

  /** Settles those of some mutants that a check tells by itself, and gives the others. */
  async #tell(members: readonly Mutant[], check: CheckPlace, bench: Bench, settle: Settle): Promise<Mutant[]> {
    const { verdict } = await bench.try(
      members.map(({ id }) => id),
      [check],
    );
    if (verdict.outcome === 'survived') return [...members];
    const [first, ...rest] = members;
    if (first && rest.length === 0) {
      settle(first, verdict);
      return [];
    }
    const half = Math.ceil(members.length / 2);
    return [
      ...(await this.#tell(members.slice(0, half), check, bench, settle)),
      ...(await this.#tell(members.slice(half), check, bench, settle)),
    ];
  }

  /** Mutants that go wrong only together, or only after other checks, are told apart by fewer at a time. */
  async #tryHalves(members: readonly Mutant[], bench: Bench, settle: Settle): Promise<void> {
    const half = Math.ceil(members.length / 2);
    await this.#tryTogether(members.slice(0, half), bench, settle);
    await this.#tryTogether(members.slice(half), bench, settle);
  }

  #checksOf(mutant: Mutant): CheckPlace[] {
    return this.#experience.sort(mutant, this.#coverage.reaching(mutant.id), nameOf);
  }

  async #share<Item>(items: readonly Item[], work: (item: Item, bench: Bench) => Promise<void>): Promise<void> {
    const queue = items.values();
    const workOff = async (): Promise<void> => {
      const bench = new Bench(this.#laboratory, this.#silence);
      for (const item of queue) await work(item, bench);
      bench.close();
    };
    await Promise.all(Array.from({ length: parallel }, workOff));
  }
}

/** Mutants in crowds; those of one function, which easily hide each other, are in different ones. */
function crowdsOf(mutants: readonly Mutant[]): Mutant[][] {
  const functions = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = `${mutant.file} ${mutant.function}`;
    functions.set(key, [...(functions.get(key) ?? []), mutant]);
  }
  const largest = Math.max(0, ...[...functions.values()].map(({ length }) => length));
  const count = Math.max(largest, Math.ceil(mutants.length / together));
  const ordered = [...functions.values()].flat();
  return Array.from({ length: count }, (_, index) => ordered.filter((_mutant, place) => place % count === index));
}

function nameOf({ group, check }: CheckPlace): string {
  return `${group} ${check}`;
}
