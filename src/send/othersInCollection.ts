import type { Known, Scene } from '../arrange/entityGraph.ts';
import type { Owned } from '../model/owned.ts';
import type { Scenario } from './scenario.ts';

/** What is known to belong to other owners of a kind than one. */
export function knownStrangers(scene: Scene, owner: Known, { through }: Owned): Known[] {
  const others = scene.all(owner.type).filter((known) => known !== owner);
  return others.flatMap((other) => other.links.get(through) ?? []);
}

/** What belongs to other owners than one: what is known to, or else what is made, as `type`, below a new owner, or found below others. */
export async function strangersTo(
  { arranger, session }: Scenario,
  owner: Known,
  owned: Owned,
  type: string,
): Promise<Known[]> {
  const strangers = (): Known[] => knownStrangers(arranger.scene, owner, owned);
  const isKnown = (): boolean => strangers().length > 0;
  if (isKnown()) return strangers();
  if (session.makes(owner.type)) {
    const other = await arranger.make(owner.type);
    if (!isKnown()) await arranger.make(type, { below: other });
  } else {
    await arranger.learning.until(owner.type, [owned.through], isKnown);
    if (!isKnown() && owned.back !== undefined) await arranger.learning.until(type, [owned.back], isKnown);
  }
  return strangers();
}
