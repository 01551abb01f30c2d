import { type Bind, plans, versionLinks } from '../areas/group-policy/arrangement.ts';
import { describeExchange } from '../evidence/describeExchange.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import type { Leftover } from '../evidence/leftover.ts';
import { type Api, linesOf, type RequestLine, stepsOf } from '../model/api.ts';
import { encodeSegment, type Step, segmentsOf } from '../model/path.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { creationOf, planOf } from '../plan/creation.ts';
import { isObject, type JsonObject } from '../value/json.ts';
import { ArrangeError } from './arrangeError.ts';
import { post } from './createRequest.ts';
import { shownIn } from './derivedDisplay.ts';
import { type Binding, type Known, Scene } from './entityGraph.ts';
import { find } from './find.ts';
import { Learning } from './readLinks.ts';
import { type Turn, turnsOf } from './rebind.ts';
import { Removal } from './removal.ts';
import type { Session } from './session.ts';
import { awaitUpload, laterVersions, uploadBody, uploadVersion } from './upload.ts';
import { urlOf } from './url.ts';

/** What a new entity is bound to: entities by navigation property. */
export type Targets = ReadonlyMap<string, Known>;

/** How a new entity is to be made: in a collection below a known entity, bound to known entities. */
export interface Making {
  readonly below?: Known;
  readonly targets?: Targets;
}

/** Makes or finds the entities that documented paths name, with documented requests only, and removes what it made. */
export class Arranger {
  readonly scene: Scene;
  readonly learning: Learning;
  readonly #session: Session;
  readonly #api: Api;
  readonly #resource: string;
  readonly #removal: Removal;
  #hasVersions = false;
  #files = 0;

  /** `resource` is the type that the case is about; where a path leaves the choice, entities are of that type. */
  constructor(session: Session, resource: string) {
    this.#session = session;
    this.#api = session.api;
    this.#resource = resource;
    this.scene = new Scene(session.api);
    this.learning = new Learning(session, this.scene);
    this.#removal = new Removal(session);
  }

  /** Makes or finds what a documented path names. */
  async provide(template: string): Promise<void> {
    const steps = stepsOf(this.#api, template);
    const types = steps.flatMap((step) => (step.kind === 'key' ? [step.type] : []));
    for (const type of types) if (this.#session.makes(type)) await this.obtain(type);
    if (!types.every(this.#session.makes)) return this.#find(steps);
    const isVersion = steps.some((step) => versionLinks.has(step.name));
    if (isVersion && this.#session.makes('groupPolicyUploadedDefinitionFile')) await this.#provideVersions();
  }

  /** Finds members of the collection that a documented path ends at, below an owner that has some. */
  async fill(template: string): Promise<void> {
    const steps = stepsOf(this.#api, template);
    const last = steps.at(-1);
    if (last && 'type' in last)
      await this.#find([...steps, { kind: 'key', name: `{${last.type}Id}`, type: last.type }]);
  }

  /** An entity of a type: one already known, or else one found or made by the type's plan. */
  async obtain(type: string): Promise<Known> {
    if (!this.#session.makes(type)) return this.#findOne(this.#special(type));
    const wanted = this.#concrete(type);
    const { found } = planOf(this.#api, wanted);
    if (found && this.scene.all(wanted).length === 0) await this.obtain(found.of);
    return this.scene.all(wanted)[0] ?? this.make(wanted);
  }

  /** Makes a new entity of a type by its documented POST. */
  async make(type: string, making: Making = {}): Promise<Known> {
    if (!this.#session.makes(type)) throw new ArrangeError(`a ${type} may not be made here`);
    const { contract, path: template } = this.creation(type);
    for (const step of stepsOf(this.#api, template)) if (step.kind === 'key') await this.obtain(step.type);
    const { below } = making;
    const isBelow = ({ through }: Binding): boolean => !below || through.includes(below);
    const binding = await this.reach(template, isBelow);
    const body = contract.request.body;
    if (body?.kind !== 'entity') throw new ArrangeError(`${contract.id} documents no entity to send`);
    const instance = planOf(this.#api, body.type).upload
      ? uploadBody(this.#session, '1.0', this.#files++)
      : this.#session.instance(body.type, 0, serverOwnedOf(contract));
    const targets = making.targets ?? (await this.targetsOf(body.type, binding.through.at(-1)));
    const made = { type: body.type, instance, binds: this.bindsOf(targets) };
    const exchange = await post(this.#session, binding.path, made);
    const known = this.keep(exchange, template, binding, body.type, targets);
    if (!known) throw new ArrangeError(`${describeExchange(exchange)}, where an entity with an id is due`);
    if (planOf(this.#api, body.type).upload)
      await awaitUpload(this.#session, `${binding.path}/${encodeSegment(known.id)}`, known.body);
    await this.learning.of(known);
    return known;
  }

  /** Takes the entity that a POST answered with into the scene, to be removed in the end; undefined where the answer shows none. */
  keep(exchange: Exchange, template: string, binding: Binding, type: string, targets: Targets): Known | undefined {
    const body = jsonOf(exchange);
    const known =
      exchange.answer && exchange.answer.status < 300 && isObject(body) ? this.scene.know(type, body) : undefined;
    if (!known) return undefined;
    if (this.#session.makes(type)) this.#removal.add(`${binding.path}/${encodeSegment(known.id)}`, known);
    const last = stepsOf(this.#api, template).at(-1);
    const owner = binding.through.at(-1);
    if (owner && last?.kind === 'collection') this.scene.link(owner, last.name, known);
    for (const [navigation, target] of targets) this.scene.link(known, navigation, target);
    return known;
  }

  /** Takes an entity that a collection shows and that the case made by other means into the scene, to be removed in the end. */
  adopt(type: string, collectionPath: string, body: JsonObject): void {
    const known = this.scene.know(type, body);
    if (!known) return;
    const path = `${collectionPath}/${encodeSegment(known.id)}`;
    this.#session.client.found(path);
    this.#removal.add(path, known);
  }

  /** What the plan of a type binds a new entity to, in the collection of an owner. */
  async targetsOf(type: string, owner: Known | undefined): Promise<Targets> {
    const targets = new Map<string, Known>();
    for (const [navigation, bind] of Object.entries(planOf(this.#api, type).bind ?? {})) {
      targets.set(navigation, await this.#target(bind, owner));
    }
    return targets;
  }

  /** Targets as `@odata.bind` annotations with absolute URLs (OData JSON Format §8.5). */
  bindsOf(targets: Targets): JsonObject {
    const { baseUrl } = this.#session.client;
    return Object.fromEntries(
      [...targets].map(([navigation, target]) => [`${navigation}@odata.bind`, baseUrl + urlOf(this.#api, target)]),
    );
  }

  /** The first wanted way to put known ids into a documented path; throws where there is none. */
  bind(template: string, isWanted: (binding: Binding) => boolean = () => true): Binding {
    for (const binding of this.scene.bindings(stepsOf(this.#api, template))) if (isWanted(binding)) return binding;
    throw new ArrangeError(`nothing that is known leads along ${template}`);
  }

  /**
   * A way along a documented path that is wanted, made where none is known yet: the last entity on the way that can be
   * bound to another (a definition value, a presentation value) is made once more, bound so that the path leads there.
   */
  async reach(template: string, isWanted: (binding: Binding) => boolean): Promise<Binding> {
    const steps = stepsOf(this.#api, template);
    for (const binding of this.scene.bindings(steps)) if (isWanted(binding)) return binding;
    for (const { type, navigation, target } of this.#turns(steps, isWanted)) {
      await this.#makeBound(type, navigation, target);
      for (const binding of this.scene.bindings(steps)) if (isWanted(binding)) return binding;
    }
    throw new ArrangeError(
      `nothing that is known or can be made leads along ${template} to what is wanted; ${shownIn(this.scene)}`,
    );
  }

  /** Whether `reach` would find a way, without making anything. */
  canReach(template: string, isWanted: (binding: Binding) => boolean): boolean {
    const steps = stepsOf(this.#api, template);
    for (const binding of this.scene.bindings(steps)) if (isWanted(binding)) return true;
    return !this.#turns(steps, isWanted).next().done;
  }

  #turns(steps: readonly Step[], isWanted: (binding: Binding) => boolean): Generator<Turn> {
    return turnsOf(this.#api, this.scene, steps, isWanted, this.#session.makes);
  }

  /** Makes an entity bound to a target; what belongs to a definition goes below a value of that definition. */
  async #makeBound(type: string, navigation: string, target: Known): Promise<Known> {
    const [definition] = target.links.get('definition') ?? [];
    const below =
      definition && (await this.make('groupPolicyDefinitionValue', { targets: new Map([['definition', definition]]) }));
    return this.make(this.#concrete(type), { targets: new Map([[navigation, target]]), ...(below ? { below } : {}) });
  }

  /** The documented POST that makes a type. */
  creation(type: string): RequestLine {
    const line = creationOf(this.#api, type);
    if (!line) throw new ArrangeError(`no page documents how to make a ${type}, and none was found`);
    return line;
  }

  /** Whether an entity was made by the case. */
  isMade(known: Known): boolean {
    return this.#removal.has(known);
  }

  /** Removes what was made, last first; gives what is not known to be gone. */
  removeAll(): Promise<Leftover[]> {
    return this.#removal.removeAll();
  }

  /** The case's own type where it is more special than what a path asks for, else what the plan says. */
  #concrete(type: string): string {
    const name = this.#special(type);
    return plans[name]?.as ?? name;
  }

  #special(type: string): string {
    return this.#api.types.model.isA(this.#resource, type) ? this.#resource : type;
  }

  /** Finds what steps name; at their end, an entity of the case's own type where the steps can lead to one. */
  #find(steps: readonly Step[]): Promise<void> {
    const { model } = this.#api.types;
    const last = steps.at(-1);
    const leadsToOwn = last !== undefined && 'type' in last && model.isA(this.#resource, last.type);
    const isWanted = (end: Known | undefined): boolean => !end || !leadsToOwn || model.isA(end.type, this.#resource);
    return find(this.#session, this.scene, steps, isWanted);
  }

  /** An entity of a type that is known, or else found along the documented paths to it, the shortest first. */
  async #findOne(type: string): Promise<Known> {
    const lines = [...linesOf(this.#api, 'GET', type, 'entity')].sort(
      (one, other) => segmentsOf(one.path).length - segmentsOf(other.path).length,
    );
    const problems: string[] = [];
    for (const { path } of lines) {
      const [known] = this.scene.all(type);
      if (known) return known;
      try {
        await this.#find(stepsOf(this.#api, path));
      } catch (error) {
        if (!(error instanceof ArrangeError)) throw error;
        problems.push(error.message);
      }
    }
    const [known] = this.scene.all(type);
    if (known) return known;
    throw new ArrangeError(problems[0] ?? `there is no ${type} to look at`);
  }

  async #target({ type, fromOwner }: Bind, owner: Known | undefined): Promise<Known> {
    const { model } = this.#api.types;
    const wanted = model.isA(this.#resource, type) ? this.#resource : type;
    if (!fromOwner) {
      const first = await this.obtain(wanted);
      const shows = (known: Known): boolean => (known.links.get('presentations') ?? []).some(this.#isShown);
      if (!this.#session.makes(wanted)) await this.learning.until(wanted, planOf(this.#api, wanted).learn ?? [], shows);
      return this.scene.all(wanted).find(shows) ?? first;
    }
    const reached = fromOwner.reduce<Known[]>(
      (from, link) => from.flatMap((known) => known.links.get(link) ?? []),
      owner ? [owner] : [],
    );
    const target = reached.find((known) => model.isA(known.type, wanted));
    if (!target)
      throw new ArrangeError(
        `no ${wanted} among ${fromOwner.join('/')} of the ${owner?.type ?? 'owner'}; ${shownIn(this.scene)}`,
      );
    return target;
  }

  /** Whether a presentation is of the kind that the presentation values of the case are bound to. */
  readonly #isShown = ({ type }: Known): boolean => {
    const { presentation } = planOf(this.#api, this.#concrete('groupPolicyPresentationValue')).bind ?? {};
    return presentation === undefined || this.#api.types.model.isA(type, presentation.type);
  };

  /** Later versions of the file give its definitions a next and a previous one, and one in the middle both. */
  async #provideVersions(): Promise<void> {
    if (this.#hasVersions) return;
    this.#hasVersions = true;
    const file = await this.obtain('groupPolicyUploadedDefinitionFile');
    const isFile = ({ end }: Binding): boolean => end === file;
    const { path } = this.bind(`${this.creation(file.type).path}/{${file.type}Id}`, isFile);
    for (const version of laterVersions) await uploadVersion(this.#session, path, version);
    for (const known of [file, ...this.scene.all('groupPolicyDefinition')]) known.learned = false;
    await this.learning.of(file);
  }
}
