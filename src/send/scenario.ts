import { ArrangeError, gapOf } from '../arrange/arrangeError.ts';
import { Arranger, type Targets } from '../arrange/arranger.ts';
import type { Binding, Known } from '../arrange/entityGraph.ts';
import type { Session } from '../arrange/session.ts';
import { childTypeOf, elsewhereOf } from '../claims/childTypes.ts';
import type { Gap, Listing, Read, Sibling, Watched } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { type Api, linesOf, stepsOf } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { listPaths, readPaths } from '../model/paths.ts';
import { planOf } from '../plan/creation.ts';
import { provokesGone } from '../refusal/refusal.ts';
import { isNoMatterOfTime, isNotFound } from '../transport/time/patience.ts';
import { idsIn, linkOn, pagesFrom } from './pages.ts';

/** A documented path and what it is with ids in it. */
export interface Way {
  readonly template: string;
  readonly path: string;
}

/** One case on the stage: its entities, and the ways to look at them. */
export class Scenario {
  readonly documented: Case;
  readonly session: Session;
  readonly arranger: Arranger;
  readonly gaps: Record<string, Gap> = {};

  constructor(documented: Case, session: Session) {
    this.documented = documented;
    this.session = session;
    this.arranger = new Arranger(session, documented.resource);
  }

  get api(): Api {
    return this.session.api;
  }

  /** Provides what the case's path and every path to its entity name, and chooses the entity that most of these paths, and of those to the collections that hold it, lead to. */
  async subject(): Promise<{ subject: Known; binding: Binding }> {
    const { path, resource } = this.documented;
    const paths = [path, ...readPaths(this.documented, this.api)];
    for (const template of paths) {
      const provide = (): Promise<void> => this.arranger.provide(template);
      if (this.session.makes(resource)) await provide();
      else await this.orGap(template, provide);
    }
    const problem = this.gaps[path];
    if (problem === undefined) await this.arranger.obtain(resource);
    const reachable = (known: Known): number =>
      this.#canReach(path, known) ? paths.filter((template) => this.#canReach(template, known)).length : 0;
    const listed = (known: Known): number =>
      listPaths(this.documented, this.api).filter((template) =>
        this.arranger.canReach(template, (binding) => this.#holds(template, binding, known)),
      ).length;
    const [best] = this.arranger.scene
      .all(resource)
      .map((known) => ({ known, count: reachable(known) }))
      .map(({ known, count }) => ({ known, count: count === 0 ? 0 : count + listed(known) }))
      .sort((one, other) => other.count - one.count);
    if (!best || best.count === 0)
      throw new ArrangeError(reasonOf(problem) ?? `no ${resource} is known that ${path} leads to`);
    delete this.gaps[path];
    return { subject: best.known, binding: await this.arranger.reach(path, ({ end }) => end === best.known) };
  }

  /** Makes an entity of the case's type that a path to one entity could lead to instead of the subject, where pages document such a path. */
  async decoy(): Promise<void> {
    const { documented, arranger, api, session } = this;
    const isToOne = readPaths(documented, api).some((template) => stepsOf(api, template).at(-1)?.kind === 'single');
    const isFound = planOf(api, documented.resource).found !== undefined;
    if (isToOne && !isFound && session.makes(documented.resource))
      await this.orGap('decoy', async () => arranger.scene.forget(await arranger.make(documented.resource)));
  }

  /** The path to an entity of the subject's type that is known or made beside it, and still leads there when the subject is gone. */
  async sibling(subject: Known): Promise<string | undefined> {
    const isSibling = (known: Known): boolean => known !== subject && known.type === subject.type;
    return this.orGap('sibling', async () => {
      const known = this.arranger.scene.all(subject.type).find(isSibling) ?? (await this.arranger.make(subject.type));
      return this.wayTo(known, subject);
    });
  }

  /** The path to a new entity below the subject of a change, where pages tell how one is made. */
  async below(subject: Known): Promise<string | undefined> {
    const type = childTypeOf(this.api, this.documented.resource);
    return type === undefined ? undefined : this.orGap('below', () => this.#pathBelow(subject, type));
  }

  /** The path to a new entity below another than what the request is about, of the type that it could touch there. */
  async elsewhere(): Promise<string | undefined> {
    const found = elsewhereOf(this.documented, this.api);
    return (
      found && this.orGap('elsewhere', async () => this.#pathBelow(await this.arranger.make(found.owner), found.type))
    );
  }

  async #pathBelow(owner: Known, type: string): Promise<string> {
    const child = await this.arranger.make(type, { below: owner });
    const isWanted = ({ end, through }: Binding): boolean => end === child && through.includes(owner);
    const line = linesOf(this.api, 'GET', type, 'entity').find(({ path }) => this.arranger.canReach(path, isWanted));
    if (!line) throw new ArrangeError(`no documented path leads to the ${type}`);
    return (await this.arranger.reach(line.path, isWanted)).path;
  }

  /** A way to the collection that the case posts to, and what a new entity in it is bound to. */
  async collection(): Promise<{ binding: Binding; targets: Targets }> {
    const { resource } = this.documented;
    const binding = await this.place();
    const targets = this.session.makes(resource)
      ? await this.arranger.targetsOf(resource, binding.through.at(-1))
      : new Map();
    return { binding, targets };
  }

  /** A way to the collection that the case's path ends at: to one that has members, if any has. */
  async place(): Promise<Binding> {
    const { path, resource } = this.documented;
    await this.arranger.provide(path);
    if (!this.session.makes(resource)) await this.orGap('member', () => this.arranger.fill(path));
    const isFull = ({ through }: Binding): boolean => this.members(through.at(-1)).length > 0;
    return this.arranger.reach(path, this.arranger.canReach(path, isFull) ? isFull : () => true);
  }

  /** What the case's action is bound to: an entity made for it, or nothing for an action of a collection. */
  async bound(): Promise<{ subject: Known | undefined; binding: Binding }> {
    const { path, resource } = this.documented;
    await this.arranger.provide(path);
    const isOfEntity = stepsOf(this.api, path).at(-2)?.kind === 'key';
    const subject = isOfEntity ? await this.arranger.obtain(resource) : undefined;
    return { subject, binding: this.arranger.bind(path, ({ end }) => end === subject) };
  }

  /** The known entities of the case's type in the collection that its path ends at, below an owner or in an entity set. */
  members(owner: Known | undefined): Known[] {
    const { path, declared, resource } = this.documented;
    const last = stepsOf(this.api, path).at(-1);
    const inCollection =
      last?.kind === 'collection' ? (owner?.links.get(last.name) ?? []) : this.arranger.scene.all(declared);
    return inCollection.filter((known) => this.api.types.model.isA(known.type, resource));
  }

  /** Makes sure that some entities of the case's type are known in its collection, as far as pages document how to make them and they may be made. */
  async fill(owner: Known | undefined, least: number): Promise<void> {
    if (!this.session.makes(this.documented.resource)) return;
    if (this.members(owner).length === 0) await this.arranger.obtain(this.documented.resource);
    for (let missing = least - this.members(owner).length; missing > 0; missing -= 1)
      await this.another(this.documented.resource, owner);
  }

  /** One more entity of a type in the collection of an owner, where a page documents how to make it; a gap otherwise. */
  async another(type: string, owner: Known | undefined): Promise<void> {
    await this.orGap('another', () => this.arranger.make(type, owner ? { below: owner } : {}));
  }

  /** A path to an entity, the first documented one that can be made real; none that passes `avoid`. */
  async wayTo(known: Known, avoid?: Known): Promise<string> {
    const isWanted = ({ end, through }: Binding): boolean => end === known && (!avoid || !through.includes(avoid));
    const template = readPaths(this.documented, this.api).find((candidate) =>
      this.arranger.canReach(candidate, isWanted),
    );
    if (template === undefined) throw new ArrangeError(`no documented path leads to the ${known.type}`);
    return (await this.arranger.reach(template, isWanted)).path;
  }

  /** The ways to the subject along every documented path; those that cannot be made real become gaps. */
  async waysTo(subject: Known): Promise<Way[]> {
    const ways: Way[] = [];
    for (const template of readPaths(this.documented, this.api)) {
      const binding = await this.orGap(template, () => this.arranger.reach(template, ({ end }) => end === subject));
      if (binding) ways.push({ template, path: binding.path });
    }
    return ways;
  }

  /** The ways to the collections that hold the subject, without passing through it. */
  async collectionsOf(subject: Known): Promise<Way[]> {
    const ways: Way[] = [];
    for (const template of listPaths(this.documented, this.api)) {
      const binding = await this.orGap(template, () =>
        this.arranger.reach(template, (candidate) => this.#holds(template, candidate, subject)),
      );
      if (binding) ways.push({ template, path: binding.path });
    }
    return ways;
  }

  /** Reads an entity; waits while a target that is consistent only after a while does not show it. */
  get(path: string): Promise<Exchange> {
    return this.session.until({ method: 'GET', path }, (look) => !isNotFound(look), undecided);
  }

  /** Reads what is at a path, and gives what reads it again; nothing without a path. */
  async watch(path: string | undefined): Promise<() => Promise<Sibling | undefined>> {
    const before = path === undefined ? undefined : await this.get(path);
    return async () =>
      path === undefined || !before ? undefined : { before, after: await this.session.send('GET', path) };
  }

  /** Reads the first collection of some, and gives what reads it again; nothing without one. */
  async watchCollection([way]: readonly Way[]): Promise<() => Promise<Watched | undefined>> {
    const before = way && (await this.listBefore(way));
    return async () => (way && before ? { before, after: await this.list(way) } : undefined);
  }

  /** Reads an entity that is to be gone; waits while it still shows. */
  getGone(path: string): Promise<Exchange> {
    return this.session.until({ method: 'GET', path, provokes: provokesGone }, isNotFound, undecided);
  }

  /** Reads along ways. */
  read(ways: readonly Way[]): Promise<Read[]> {
    return this.session.step('read it along every documented path', async () => {
      const reads: Read[] = [];
      for (const { template, path } of ways) reads.push({ template, exchange: await this.get(path) });
      return reads;
    });
  }

  /**
   * Reads a collection page by page to its end; waits until it is found, for its owner may not be shown yet, and as wanted,
   * where a target takes its time. Pages that do not come to an end are no matter of time.
   */
  async list(way: Way, isWanted: (ids: ReadonlySet<string>) => boolean = () => true): Promise<Listing> {
    return this.#listUntil(way, isWanted, (found, why) => [
      ...found,
      ...found.slice(-1).map((last) => undecided(last, why)),
    ]);
  }

  /** Reads a collection before something is done to it; waits until it shows what the case has made in it. */
  listBefore(way: Way): Promise<Listing> {
    const made = this.#madeIn(way);
    return this.#listUntil(way, (shown) => made.every(({ id }) => shown.has(id)));
  }

  async #listUntil(
    way: Way,
    isWanted: (ids: ReadonlySet<string>) => boolean,
    spent?: (found: readonly Exchange[], why: string) => readonly Exchange[],
  ): Promise<Listing> {
    const pages = await this.session.patience.until(
      () => this.#pages(way.path),
      (found) => {
        const last = found.at(-1);
        if (!last || linkOn(last) !== undefined || isNoMatterOfTime(last)) return true;
        return !isNotFound(last) && isWanted(idsIn(found));
      },
      (found, why) => (spent && !isNotFound(found.at(-1)) ? spent(found, why) : found),
    );
    return { template: way.template, pages };
  }

  /** What the case has made in the collection that a way leads to. */
  #madeIn({ template, path }: Way): Known[] {
    const { scene } = this.arranger;
    const steps = stepsOf(this.api, template);
    const last = steps.at(-1);
    const isMade = (known: Known): boolean => this.arranger.isMade(known);
    if (last?.kind === 'set') return scene.all(last.type).filter(isMade);
    if (last?.kind !== 'collection') return [];
    for (const { path: bound, through } of scene.bindings(steps))
      if (bound === path) return (through.at(-1)?.links.get(last.name) ?? []).filter(isMade);
    return [];
  }

  /** What an attempt gave, or undefined and a gap where arranging failed. */
  async orGap<T>(name: string, attempt: () => Promise<T>): Promise<T | undefined> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ArrangeError)) throw error;
      this.gaps[name] = gapOf(error, this.session.exchanges);
      return undefined;
    }
  }

  async #pages(path: string): Promise<readonly Exchange[]> {
    const { pages, unfollowed } = await pagesFrom(this.session, path);
    delete this.gaps['next-link'];
    if (unfollowed !== undefined) this.gaps['next-link'] = unfollowed;
    return pages;
  }

  #canReach(template: string, known: Known): boolean {
    return this.arranger.canReach(template, ({ end }) => end === known);
  }

  #holds(template: string, { through }: Binding, subject: Known): boolean {
    const last = stepsOf(this.api, template).at(-1);
    if (through.includes(subject)) return false;
    if (last?.kind !== 'collection') return true;
    return (through.at(-1)?.links.get(last.name) ?? []).includes(subject);
  }
}

/** An exchange whose answer says nothing, because a target that takes its time was not waited for. */
function undecided({ answer, ...exchange }: Exchange, why: string): Exchange {
  if (!answer) return exchange;
  return { ...exchange, failure: { kind: 'unavailable', message: `status ${answer.status}; ${why}` } };
}

function reasonOf(gap: Gap | undefined): string | undefined {
  return typeof gap === 'object' ? gap.reason : gap;
}
