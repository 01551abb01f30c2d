import type { SessionOptions } from '../arrange/session.ts';
import { childTypeOf, elsewhereOf } from '../claims/childTypes.ts';
import type { Claim } from '../claims/claim.ts';
import { storyOf } from '../claims/lifeStory.ts';
import { type Api, stepsOf } from '../model/api.ts';
import type { Capabilities } from '../model/capabilities.ts';
import { withPredicates } from '../model/keySyntax.ts';
import { encodeSegment } from '../model/path.ts';
import { type RequestContract, resourceOf } from '../model/requestContract.ts';
import { typeOfRef } from '../model/typeSchema.ts';
import { creationOf, planOf } from '../plan/creation.ts';
import type { Omission } from '../plan/omission.ts';
import type { PlannedCase } from '../plan/plan.ts';
import { matchesPattern } from '../value/pattern.ts';

/** The kinds of claim that are about an entity beside the one of the case. */
const besides = new Set(['own', 'sibling']);

/** What a target with capabilities can be asked for: which claims, and what may be made on it. */
export class CapabilityFilter {
  readonly capabilities: Capabilities;
  readonly #api: Api;

  constructor(capabilities: Capabilities, api: Api) {
    this.capabilities = capabilities;
    this.#api = api;
  }

  /** Whether an entity of a type can be made on the target, with all that it belongs to and is bound to. */
  makes(type: string): boolean {
    const { creates = true } = this.capabilities;
    if (!creates || !this.#takes('POST') || !this.#serves(type) || this.idsOf(type).length > 0) return false;
    const { found, bind = {} } = planOf(this.#api, type);
    if (found) return this.makes(found.of);
    const line = creationOf(this.#api, type);
    if (!line) return true;
    const owners = stepsOf(this.#api, line.path).flatMap((step) => (step.kind === 'key' ? [step.type] : []));
    const targets = Object.values(bind).map((target) => target.type);
    return [...owners, ...targets].every((other) => this.#serves(other));
  }

  /** The ids that are known of entities of a type, or of one derived from it, each with the type that it was given for. */
  idsOf(type: string): { readonly type: string; readonly id: string }[] {
    const { ids = {} } = this.capabilities;
    const { model } = this.#api.types;
    return Object.entries(ids).flatMap(([parameter, known]) => {
      const of = parameter.replace(/Id$/, '');
      return model.isA(of, type) ? known.map((id) => ({ type: of, id })) : [];
    });
  }

  /** With what a session keeps to the capabilities. */
  get session(): Pick<SessionOptions, 'makes' | 'idsOf' | 'keys'> {
    const { keys = 'segment' } = this.capabilities;
    return { makes: (type) => this.makes(type), idsOf: (type) => this.idsOf(type), keys };
  }

  /** Paths of entities whose ids are known, in entity sets. */
  paths(): string[] {
    const { keys = 'segment' } = this.capabilities;
    return [...this.#api.container.sets].flatMap(([set, type]) =>
      this.idsOf(type).map(({ id }) => {
        const path = `/${this.#api.container.singleton}/${set}/${encodeSegment(id)}`;
        return keys === 'segment' ? path : withPredicates(path, this.#api);
      }),
    );
  }

  /** The claims of a case that the target does not make, each with the reason. */
  unclaimed(planned: PlannedCase): ReadonlyMap<string, Omission> {
    const whole = this.#whyNotAsked(planned);
    return new Map(
      planned.claims.flatMap((claim) => {
        const what = whole ?? this.#whyNotClaimed(claim, planned);
        return what === undefined ? [] : [[claim.id, { cause: { by: 'capabilities' }, what }] as const];
      }),
    );
  }

  #whyNotAsked({ documented }: PlannedCase): string | undefined {
    const { kind, resource, path, contract, verb } = documented;
    const { types, creates = true, levels = ['state'] } = this.capabilities;
    if (types && !types.includes(resource)) return `the target serves no ${resource}`;
    const methods =
      kind === 'lifecycle' ? storyOf(documented, this.#api).map(({ method }) => method) : [contract.request.method];
    const other = methods.find((method) => !this.#takes(method));
    if (other !== undefined) return `the target takes no ${other}`;
    if (kind === 'lifecycle' && verb === 'create' && !creates) return 'nothing can be made on the target';
    const unreached = this.#whyNotReached(path);
    if (unreached !== undefined) return unreached;
    const taken = this.#takenBy(contract);
    const strange = taken.find((type) => !this.#serves(type));
    if (strange !== undefined) return `the action takes a ${strange}, and the target serves none`;
    const absent = taken.find((type) => !this.makes(type) && this.idsOf(type).length === 0);
    if (absent !== undefined) return `the action takes a ${absent}, and none can be made on the target or is known`;
    if (methods.includes('DELETE') && levels.includes('state') && !this.makes(resource))
      return `what is deleted could not be made again: no ${resource} can be made on the target`;
    return undefined;
  }

  #whyNotClaimed({ id, kind, level, template, property = '' }: Claim, { documented }: PlannedCase): string | undefined {
    const { levels, without = [], creates = true } = this.capabilities;
    if (levels && !levels.includes(level)) return `the target claims nothing of level ${level}`;
    const pattern = without.find((one) => matchesPattern(one, id));
    if (pattern !== undefined) return `the target does not claim ${pattern}`;
    if (level === 'state' && documented.verb === 'create' && !creates) return 'nothing can be made on the target';
    if (besides.has(kind) && !this.makes(documented.resource))
      return `no other ${documented.resource} can be made on the target`;
    const child =
      kind === 'below' ? childTypeOf(this.#api, documented.resource) : elsewhereOf(documented, this.#api)?.type;
    if ((kind === 'below' || kind === 'elsewhere') && child !== undefined && !this.makes(child))
      return `no ${child} can be made on the target`;
    const target = this.#api.types.model.structured(documented.resource).navigation[property];
    if (kind === 'expand' && target && !this.#serves(target.type)) return `the target serves no ${target.type}`;
    return template === undefined ? undefined : this.#whyNotReached(template);
  }

  /** Why a path cannot be gone along: it passes a type that is not served. */
  #whyNotReached(template: string): string | undefined {
    const missing = stepsOf(this.#api, template).find((step) => 'type' in step && !this.#serves(step.type));
    return missing && 'type' in missing ? `a ${missing.type} is on the path, and the target serves none` : undefined;
  }

  /** The resource types of what an action takes. */
  #takenBy({ request: { body } }: RequestContract): string[] {
    if (body?.kind !== 'parameters') return [];
    const resources = new Set(this.#api.requests.map(resourceOf));
    return Object.values(body.properties)
      .map(({ $ref, items }) => typeOfRef($ref ?? items?.$ref ?? ''))
      .filter((type) => resources.has(type));
  }

  #takes(method: string): boolean {
    const { methods } = this.capabilities;
    return !methods || methods.some((one) => one === method);
  }

  /** Whether entities of a type are served: it is named, or one that is derived from it or that it is derived from. */
  #serves(type: string): boolean {
    const { types } = this.capabilities;
    const { model } = this.#api.types;
    return !types || types.some((one) => model.isA(one, type) || model.isA(type, one));
  }
}
