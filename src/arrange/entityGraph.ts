import { namedType } from '../instance/instance.ts';
import type { Api } from '../model/api.ts';
import { encodeSegment, isAddressable, parameterIn, type Step } from '../model/path.ts';
import { emptyObject, isObject, type JsonObject, type JsonValue } from '../value/json.ts';

/**
 * An entity that a case knows: what it was last seen as, and what its navigation properties lead to, as far as known;
 * `learned` once its relationships were read.
 */
export interface Known {
  readonly type: string;
  readonly id: string;
  readonly body: JsonObject;
  readonly links: Map<string, Known[]>;
  learned: boolean;
}

/** A documented path with ids in it, the entity it leads to (none where it ends at a collection), and the entities it passes. */
export interface Binding {
  readonly path: string;
  readonly end: Known | undefined;
  readonly through: readonly Known[];
}

/** The entities that a case made or found, and how they hang together: enough to put ids into documented paths. */
export class Scene {
  readonly #api: Api;
  #known: Known[] = [];

  constructor(api: Api) {
    this.#api = api;
  }

  /** Every known entity of a type or derived from it, in the order they became known. */
  all(type: string): Known[] {
    return this.#known.filter((known) => this.#api.types.model.isA(known.type, type));
  }

  /**
   * Takes an entity that a body shows into the scene, with what is expanded in it; the same id is the same entity, seen
   * anew. `declared` is its type where the body names none. Undefined for a body without an id that a path can hold.
   */
  know(declared: string, body: JsonObject): Known | undefined {
    const { model } = this.#api.types;
    const id = body['id'];
    if (typeof id !== 'string' || !isAddressable(id)) return undefined;
    const named = namedType(body['@odata.type']) ?? declared;
    const type = model.names.includes(named) && model.isA(named, declared) ? named : declared;
    const before = this.#known.find(
      (known) => known.id === id && (model.isA(known.type, declared) || model.isA(declared, known.type)),
    );
    const known: Known = before ?? { type, id, body: emptyObject(), links: new Map(), learned: false };
    if (!before) this.#known.push(known);
    for (const [name, value] of Object.entries(body)) known.body[name] = value;
    for (const [navigation, target] of Object.entries(model.structured(known.type).navigation)) {
      const expanded = body[navigation];
      delete known.body[navigation];
      for (const item of listOf(expanded)) {
        const other = this.know(target.type, item);
        if (other) this.link(known, navigation, other);
      }
    }
    return known;
  }

  /** Records that a navigation property of one entity leads to another, and its partner back. */
  link(from: Known, navigation: string, to: Known): void {
    this.#attach(from, navigation, to);
    const partner = this.#api.types.model.partner(from.type, navigation);
    if (partner !== undefined) this.#attach(to, partner, from);
  }

  /** Forgets an entity that is no more. */
  forget(gone: Known): void {
    const without = (some: Known[]): Known[] => some.filter((known) => known !== gone);
    this.#known = without(this.#known);
    for (const known of this.#known)
      for (const [navigation, links] of known.links) known.links.set(navigation, without(links));
  }

  /** Every way to put known ids into the steps of a path, from the singleton or, with `from`, onwards from an entity. */
  bindings(steps: readonly Step[], from?: Known): Generator<Binding> {
    const start = from ? { path: '', end: from, through: [from] } : { path: '', end: undefined, through: [] };
    return this.#follow(steps, start, []);
  }

  #attach(from: Known, navigation: string, to: Known): void {
    const isCollection = this.#api.types.model.structured(from.type).navigation[navigation]?.collection ?? false;
    const before = isCollection ? (from.links.get(navigation) ?? []) : [];
    if (!before.includes(to)) from.links.set(navigation, [...before, to]);
  }

  *#follow(steps: readonly Step[], so: Binding, members: readonly Known[]): Generator<Binding> {
    const [step, ...rest] = steps;
    if (!step) {
      yield so;
      return;
    }
    const path = `${so.path}/${step.name}`;
    switch (step.kind) {
      case 'set':
        yield* this.#follow(rest, { ...so, path, end: undefined }, this.all(step.type));
        return;
      case 'collection':
        yield* this.#follow(rest, { ...so, path, end: undefined }, so.end?.links.get(step.name) ?? []);
        return;
      case 'single':
        for (const end of so.end?.links.get(step.name) ?? [])
          yield* this.#follow(rest, { path, end, through: [...so.through, end] }, []);
        return;
      case 'key':
        for (const end of members) {
          const keyed = {
            path: `${so.path}/${parameterIn(step.name) === undefined ? step.name : encodeSegment(end.id)}`,
            end,
            through: [...so.through, end],
          };
          yield* this.#follow(rest, keyed, []);
        }
        return;
      case 'cast': {
        const { model } = this.#api.types;
        if (step.of === 'entity' && !(so.end && model.isA(so.end.type, step.type))) return;
        yield* this.#follow(
          rest,
          { ...so, path },
          members.filter((member) => model.isA(member.type, step.type)),
        );
        return;
      }
      case 'action':
        yield* this.#follow(rest, { ...so, path }, []);
        return;
      case 'singleton':
        yield* this.#follow(rest, { ...so, path }, []);
        return;
    }
  }
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value ?? null]).filter(isObject);
}
