import type { Known } from '../arrange/entityGraph.ts';
import { isMadeBelow, ownedThrough } from '../model/owned.ts';
import { knownStrangers, strangersTo } from './othersInCollection.ts';
import type { Scenario } from './scenario.ts';

/** Ids by navigation property. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** What relationships of an entity are known to lead to. */
export function linkedTo({ documented, api }: Scenario, subject: Known): Ids {
  const names = Object.keys(api.types.model.structured(documented.resource).navigation);
  return Object.fromEntries(names.map((name) => [name, idsOf(subject.links.get(name))]));
}

/**
 * Sees to it that each collection of an entity has a member, as far as pages tell how it is made, and gives what belongs to
 * other entities and may not be shown in them.
 */
export async function relate(scenario: Scenario, subject: Known): Promise<Ids> {
  const { documented, api, arranger, session } = scenario;
  const foreign: Record<string, string[]> = {};
  for (const [name, { type }] of Object.entries(api.types.model.structured(documented.resource).navigation)) {
    const owned = ownedThrough(api, documented.resource, name);
    if (!owned) continue;
    const isMade = isMadeBelow(api, documented.resource, name) && session.makes(subject.type) && session.makes(type);
    if (isMade && idsOf(subject.links.get(name)).length === 0)
      await scenario.orGap(`member/${name}`, () => arranger.make(type, { below: subject }));
    const strangers = isMade
      ? await scenario.orGap(`strangers/${name}`, () => strangersTo(scenario, subject, owned, type))
      : knownStrangers(arranger.scene, subject, owned);
    foreign[name] = idsOf(strangers);
  }
  return foreign;
}

function idsOf(known: readonly Known[] | undefined): string[] {
  return (known ?? []).map(({ id }) => id);
}
