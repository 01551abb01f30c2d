import type { Model } from '../model/model.ts';
import type { JsonObject } from '../value/json.ts';
import { belongsTo, isContained } from './relationships.ts';

/**
 * An entity as the mock keeps it: property values by name (the key among them), and linked ids by navigation property.
 * `origin` is its name in the ADMX file that it was read from.
 */
export interface Entity {
  readonly id: string;
  readonly type: string;
  readonly origin?: string;
  properties: JsonObject;
  readonly links: Map<string, string[]>;
}

/** All entities of the mock, linked both ways where the relationship has a partner. */
export class Store {
  readonly model: Model;
  #entities = new Map<string, Entity>();

  constructor(model: Model) {
    this.model = model;
  }

  /** The entity with an id. */
  get(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  /** Every entity, oldest first. */
  everything(): Entity[] {
    return [...this.#entities.values()];
  }

  /** All entities of a type and the types derived from it, oldest first. */
  all(type: string): Entity[] {
    return [...this.#entities.values()].filter((entity) => this.model.isA(entity.type, type));
  }

  /** Puts a new entity without links into the store. */
  add(id: string, type: string, properties: JsonObject, origin?: string): Entity {
    const entity: Entity = { id, type, properties, links: new Map(), ...(origin === undefined ? {} : { origin }) };
    this.#entities.set(id, entity);
    return entity;
  }

  /** The entities that a navigation property leads to. */
  linked(entity: Entity, navigation: string): Entity[] {
    return (entity.links.get(navigation) ?? []).flatMap((id) => this.#entities.get(id) ?? []);
  }

  /** Links two entities; a single-valued navigation property forgets what it led to before, at both ends. */
  link(from: Entity, navigation: string, to: Entity): void {
    this.#attach(from, navigation, to);
    const partner = this.model.partner(from.type, navigation);
    if (partner !== undefined) this.#attach(to, partner, from);
  }

  /** Removes an entity, everything it contains, and every link to them. */
  remove(entity: Entity): void {
    this.#entities.delete(entity.id);
    for (const [navigation, ids] of entity.links) {
      if (!isContained(this.model, entity.type, navigation)) continue;
      for (const id of ids) {
        const child = this.#entities.get(id);
        if (child) this.remove(child);
      }
    }
    for (const other of [...this.#entities.values()]) {
      for (const [navigation, ids] of other.links) {
        if (!ids.includes(entity.id)) continue;
        other.links.set(
          navigation,
          ids.filter((id) => id !== entity.id),
        );
        if (belongsTo(this.model, other.type, navigation)) this.remove(other);
      }
    }
  }

  /** A function that brings the store back to what it holds now. */
  snapshot(): () => void {
    const copy = [...this.#entities.values()].map((entity) => ({
      ...entity,
      properties: structuredClone(entity.properties),
      links: new Map([...entity.links].map(([navigation, ids]) => [navigation, [...ids]])),
    }));
    return () => {
      this.#entities = new Map(copy.map((entity) => [entity.id, entity]));
    };
  }

  #attach(from: Entity, navigation: string, to: Entity): void {
    const isCollection = this.model.structured(from.type).navigation[navigation]?.collection ?? false;
    const before = from.links.get(navigation) ?? [];
    if (before.includes(to.id)) return;
    if (!isCollection) for (const id of before) this.#detach(from, navigation, id);
    from.links.set(navigation, isCollection ? [...before, to.id] : [to.id]);
  }

  #detach(from: Entity, navigation: string, id: string): void {
    const other = this.#entities.get(id);
    const partner = this.model.partner(from.type, navigation);
    if (!other || partner === undefined) return;
    other.links.set(
      partner,
      (other.links.get(partner) ?? []).filter((linked) => linked !== from.id),
    );
  }
}
