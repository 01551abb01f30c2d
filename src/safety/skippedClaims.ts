import { childTypeOf, elsewhereOf } from '../claims/childTypes.ts';
import { storyOf } from '../claims/lifeStory.ts';
import { type Api, stepsOf } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { segmentsOf } from '../model/path.ts';
import type { Safety, SafetyLine } from '../model/safety.ts';
import { creationOf, planOf } from '../plan/creation.ts';
import type { Omission } from '../plan/omission.ts';
import type { PlannedCase } from '../plan/plan.ts';
import type { WriteMode } from '../settings/writeMode.ts';
import { leftOutBy, whyNotSent } from './writes.ts';

/**
 * The claims of a case that a mode leaves without evidence, by id, each with the reason, which names the variable that
 * would get it. All of them where the case's own request is not sent, or what it needs cannot be made; a case that only
 * reads finds what it needs instead.
 */
export function skippedFor(
  { documented, claims }: PlannedCase,
  mode: WriteMode,
  safety: Safety,
  api: Api,
): ReadonlyMap<string, Omission> {
  const whole = whyImpossible(documented, mode, safety, api);
  const reasons = claims.map(
    ({ id, kind }) => [id, whole ?? whyUnseen(id, kind, documented, mode, safety, api)] as const,
  );
  return new Map(reasons.flatMap(([id, omission]) => (omission ? [[id, omission]] : [])));
}

/** Why an entity of a type cannot be made in a mode, with what it belongs to and is bound to; undefined where it can. */
export function whyNotMade(type: string, mode: WriteMode, safety: Safety, api: Api): Omission | undefined {
  const { found } = planOf(api, type);
  if (found) return whyNotMade(found.of, mode, safety, api);
  const line = creationOf(api, type);
  if (!line) return undefined;
  const refused = whyNot('POST', line.path, mode, safety);
  if (refused) return refused;
  const owners = stepsOf(api, line.path).flatMap((step) => (step.kind === 'key' ? [step.type] : []));
  return first(owners, (owner) => whyNotMade(owner, mode, safety, api));
}

function whyImpossible(documented: Case, mode: WriteMode, safety: Safety, api: Api): Omission | undefined {
  const { kind, resource, path, contract } = documented;
  const lines =
    kind === 'lifecycle'
      ? storyOf(documented, api).map(({ method, template }) => [method, template] as const)
      : [[contract.request.method, path] as const];
  const refused = first(lines, ([method, template]) => whyNot(method, template, mode, safety));
  if (refused || lines.every(([method]) => method === 'GET')) return refused;
  return stepsOf(api, path).some((step) => step.kind === 'key') ? whyNotMade(resource, mode, safety, api) : undefined;
}

/** Why a single claim of a case that can run is not seen: what has to be refused is not sent, or there is no other owner to compare with. */
function whyUnseen(
  id: string,
  kind: string,
  documented: Case,
  mode: WriteMode,
  safety: Safety,
  api: Api,
): Omission | undefined {
  const child = kind === 'below' ? childTypeOf(api, documented.resource) : elsewhereOf(documented, api)?.type;
  if ((kind === 'below' || kind === 'elsewhere') && child !== undefined) return whyNotMade(child, mode, safety, api);
  if (kind === 'own') return whyNotMade(documented.resource, mode, safety, api);
  const probe = /^(?:refused|error)\/([\w-]+)$/.exec(id)?.[1];
  const { method } = documented.contract.request;
  if (probe === 'undocumented-method' || (probe === 'unknown-segment' && method !== 'GET'))
    return {
      cause: { by: 'safety' },
      what: probe === 'unknown-segment' ? `${method} of a path that no page has` : 'a method that no page has',
    };
  const keys = stepsOf(api, documented.path).filter((step) => step.kind === 'key');
  if (probe === 'unknown-id' && method !== 'GET' && mode === 'own' && keys.length === 1)
    return {
      cause: leftOutBy(mode, 'dedicated'),
      what: `${method} ${documented.path} with an id that the run did not create`,
    };
  return undefined;
}

function whyNot(method: string, template: string, mode: WriteMode, safety: Safety): Omission | undefined {
  const line: SafetyLine | undefined = safety.find(method, segmentsOf(template));
  if (!line) throw new Error(`contracts/safety.json says nothing of ${method} ${template}`);
  return whyNotSent(mode, line);
}

function first<T>(some: readonly T[], reasonOf: (one: T) => Omission | undefined): Omission | undefined {
  for (const one of some) {
    const reason = reasonOf(one);
    if (reason) return reason;
  }
  return undefined;
}
