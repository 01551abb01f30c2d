import { jsonOf } from '../evidence/exchange.ts';
import type { Api } from '../model/api.ts';
import { planOf } from '../plan/creation.ts';
import { isNotFound } from '../transport/time/patience.ts';
import { isObject } from '../value/json.ts';
import type { Known, Scene } from './entityGraph.ts';
import type { Session } from './session.ts';
import { keyedPath } from './url.ts';

/** How many found entities are looked into for one that is wanted. */
const mostLearned = 20;

/** Reads what relationships of known entities lead to, with `$expand`, into the scene; what an answer does not show stays unknown. */
export class Learning {
  readonly #session: Session;
  readonly #api: Api;
  readonly #scene: Scene;

  constructor(session: Session, scene: Scene) {
    this.#session = session;
    this.#api = session.api;
    this.#scene = scene;
  }

  /** Reads the relationships that are worth knowing of an entity, and then of what they led to. */
  async of(known: Known): Promise<void> {
    const { learn: links, upload } = planOf(this.#api, known.type);
    if (!links || known.learned) return;
    known.learned = true;
    await this.#read(known, links, () => !upload || known.links.size > 0);
    for (const link of links) for (const other of known.links.get(link) ?? []) await this.of(other);
  }

  /** Reads relationships of the known entities of a type, but not of what these lead to, one after the other until one is wanted. */
  async until(type: string, links: readonly string[], isWanted: (known: Known) => boolean): Promise<void> {
    for (const known of this.#scene.all(type).slice(0, mostLearned)) {
      if (!known.learned) await this.#read(known, links, () => true);
      if (isWanted(known)) return;
    }
  }

  /** Reads relationships of an entity; waits while it is not found, and until that is enough, for a target may take its time. */
  async #read(known: Known, links: readonly string[], isEnough: () => boolean): Promise<void> {
    const path = keyedPath(this.#api, known);
    if (path === undefined) return;
    const request = { method: 'GET', path: `${path}?$expand=${links.join(',')}` };
    await this.#session.until(request, (look) => {
      const body = jsonOf(look);
      if (isObject(body)) this.#scene.know(known.type, body);
      return !isNotFound(look) && isEnough();
    });
  }
}
