import { parseRegExp, type RegExpNode } from './regExpSyntax.ts';

/** A step of a search: a character to be taken, a place to be at, two ways to go on, or the end. */
type Step =
  | { readonly kind: 'character'; readonly isTaken: (character: string) => boolean }
  | { readonly kind: 'place'; readonly isHere: (before: string, after: string) => boolean }
  | { readonly kind: 'fork'; ways: readonly number[] }
  | { readonly kind: 'end' };

/** How many parts are written out; a repetition counts as often as it repeats. */
const mostParts = 1000;

/**
 * A regular expression that searches in time linear in the text, whatever the expression and the text are: all ways through it
 * are gone at once. It has no lookaround and no back references. Throws `SyntaxError` for an expression with them, one that is
 * none, and one that is too large.
 */
export class LinearRegExp {
  readonly #source: string;
  readonly #steps: Step[] = [];
  #parts = 0;

  constructor(source: string) {
    this.#source = source;
    this.#add(parseRegExp(source));
    this.#steps.push({ kind: 'end' });
  }

  /** The expression; validators of JSON Schema tell one from another by it. */
  toString(): string {
    return this.#source;
  }

  /** Whether the expression is found anywhere in a text. */
  test(text: string): boolean {
    const characters = [...text];
    let ways = new Set<number>();
    for (let at = 0; at <= characters.length; at += 1) {
      const [before = '', after = ''] = [characters[at - 1], characters[at]];
      if (this.#follow(0, ways, before, after) || this.#followAll(ways, before, after)) return true;
      ways = this.#take(ways, after);
    }
    return false;
  }

  /** Adds what is reached from a step without taking a character; whether that is the end. */
  #follow(first: number, reached: Set<number>, before: string, after: string): boolean {
    const open = [first];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const step = this.#steps[next];
      if (reached.has(next) || step === undefined) continue;
      if (step.kind === 'end') return true;
      if (step.kind === 'place' && !step.isHere(before, after)) continue;
      reached.add(next);
      if (step.kind === 'fork') open.push(...step.ways);
      if (step.kind === 'place') open.push(next + 1);
    }
    return false;
  }

  #followAll(ways: Set<number>, before: string, after: string): boolean {
    const waiting = [...ways];
    ways.clear();
    return waiting.some((way) => this.#follow(way, ways, before, after));
  }

  #take(ways: ReadonlySet<number>, character: string): Set<number> {
    const taken = new Set<number>();
    for (const way of ways) {
      const step = this.#steps[way];
      if (step?.kind === 'character' && step.isTaken(character)) taken.add(way + 1);
    }
    return taken;
  }

  #add(node: RegExpNode): void {
    this.#parts += 1;
    if (this.#parts > mostParts) throw new SyntaxError(`it has more than ${mostParts} parts, repetitions written out`);
    switch (node.kind) {
      case 'character':
      case 'place':
        this.#steps.push(node);
        break;
      case 'sequence':
        for (const part of node.parts) this.#add(part);
        break;
      case 'choice':
        this.#addChoice(node.parts);
        break;
      case 'repeat':
        this.#addRepeat(node);
        break;
    }
  }

  #addChoice(parts: readonly RegExpNode[]): void {
    const fork = this.#fork();
    const ends: { ways: readonly number[] }[] = [];
    const ways = parts.map((part) => {
      const start = this.#steps.length;
      this.#add(part);
      ends.push(this.#fork());
      return start;
    });
    fork.ways = ways;
    for (const end of ends) end.ways = [this.#steps.length];
  }

  #addRepeat({ part, least, most }: Extract<RegExpNode, { kind: 'repeat' }>): void {
    for (let count = 0; count < least; count += 1) this.#add(part);
    if (most === Number.POSITIVE_INFINITY) {
      const start = this.#steps.length;
      const fork = this.#fork();
      this.#add(part);
      this.#fork().ways = [start];
      fork.ways = [start + 1, this.#steps.length];
      return;
    }
    const forks: { ways: readonly number[] }[] = [];
    for (let count = least; count < most; count += 1) {
      forks.push(this.#fork());
      this.#add(part);
    }
    for (const fork of forks) fork.ways = [...fork.ways, this.#steps.length];
  }

  /** A fork whose first way is the step after it, until it is given others. */
  #fork(): { ways: readonly number[] } {
    const fork = { kind: 'fork' as const, ways: [this.#steps.length + 1] };
    this.#steps.push(fork);
    return fork;
  }
}
