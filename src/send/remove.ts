import { type Evidence, type Listing, nothingSeen, type Read } from '../evidence/evidence.ts';
import { provokesGone } from '../refusal/refusal.ts';
import type { Scenario } from './scenario.ts';

/** Reads the collections of an entity, deletes it, looks for it everywhere it was, looks after the one beside it, and deletes once more. */
export async function remove(scenario: Scenario): Promise<Evidence> {
  const { session } = scenario;
  const { subject, binding } = await session.step('arrange the entities in the path', () => scenario.subject());
  const ways = await scenario.waysTo(subject);
  const siblingPath = await scenario.sibling(subject);
  const watchElsewhere = await scenario.watch(await scenario.elsewhere());
  const collections = await scenario.collectionsOf(subject);
  const listedBefore: Listing[] = [];
  for (const way of collections) listedBefore.push(await scenario.listBefore(way));
  const before = await scenario.get(ways[0]?.path ?? binding.path);
  const siblingBefore = siblingPath === undefined ? undefined : await scenario.get(siblingPath);

  const request = await session.documented(() => session.send('DELETE', binding.path));
  const reads: Read[] = [];
  for (const { template, path } of ways) reads.push({ template, exchange: await scenario.getGone(path) });
  const listings: Listing[] = [];
  for (const way of collections) listings.push(await scenario.list(way, (shown) => !shown.has(subject.id)));
  const siblingAfter = siblingPath === undefined ? undefined : await session.send('GET', siblingPath);
  const elsewhere = await watchElsewhere();
  const [was, is] = [listedBefore[0], listings[0]];
  return {
    ...nothingSeen,
    known: { ...subject.body },
    before,
    request,
    reads,
    listings,
    ...(siblingBefore && siblingAfter ? { sibling: { before: siblingBefore, after: siblingAfter } } : {}),
    ...(elsewhere ? { elsewhere } : {}),
    ...(was && is ? { beside: { before: was, after: is } } : {}),
    again: await session.sendRequest({ method: 'DELETE', path: binding.path, provokes: provokesGone }),
    gaps: scenario.gaps,
  };
}
