import { ownedIn } from '../claims/state/own.ts';
import { type Evidence, type Gap, type Listing, nothingSeen } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { strangersTo } from './othersInCollection.ts';
import type { Scenario } from './scenario.ts';

/** Reads an entity, which is neither the first nor the last of those a path could lead to, twice along the documented path, and once along every other one. */
export async function get(scenario: Scenario): Promise<Evidence> {
  const { session } = scenario;
  const { subject, binding } = await session.step('arrange the entities in the path', async () => {
    await scenario.decoy();
    const found = await scenario.subject();
    await scenario.decoy();
    return found;
  });
  const ways = await scenario.waysTo(subject);
  const known = { ...subject.body };
  const request = await session.documented(() => scenario.get(binding.path));
  const again = await session.send('GET', binding.path);
  return { ...nothingSeen, known, request, again, reads: await scenario.read(ways), gaps: scenario.gaps };
}

/** Reads a collection to its end, and each entity that it has to show by its key. */
export async function list(scenario: Scenario): Promise<Evidence> {
  const { documented, session } = scenario;
  const { path: template } = documented;
  const { binding, owner } = await session.step('arrange the entities in the collection', async () => {
    const found = await scenario.place();
    const parent = found.through.at(-1);
    await scenario.fill(parent, 2);
    return { binding: found, owner: parent };
  });
  const owned = ownedIn(documented, scenario.api);
  const strangers =
    owner && owned
      ? await scenario.orGap('strangers', () => strangersTo(scenario, owner, owned, documented.resource))
      : undefined;
  const known = scenario.members(owner);
  const members: Exchange[] = [];
  for (const member of known) members.push(await scenario.get(await scenario.wayTo(member)));
  const listing = await session.documented(() =>
    scenario.list({ template, path: binding.path }, (shown) => known.every(({ id }) => shown.has(id))),
  );
  const again = await session.send('GET', binding.path);
  const [request] = listing.pages;
  if (members.length === 0) scenario.gaps['members'] = emptiness(listing);
  return {
    ...nothingSeen,
    ...(request ? { request } : {}),
    again,
    listings: [listing],
    members,
    strangers: (strangers ?? []).map(({ id }) => id),
    gaps: scenario.gaps,
  };
}

/** The gap of a collection without a known member. */
function emptiness({ pages }: Listing): Gap {
  const reason = 'the collection shows no entity of the type';
  return pages.every(({ answer }) => answer?.status === 200) ? { reason, absent: true } : reason;
}
