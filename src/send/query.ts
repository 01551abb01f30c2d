import { selectedProperty } from '../claims/protocol/queryOptions.ts';
import { entityIn } from '../evidence/answers.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { Stage } from './probeRequest.ts';
import { type Ids, linkedTo } from './related.ts';
import type { Scenario } from './scenario.ts';

/** In how many pages at most a collection is read to see whether paging loses anything. */
const mostPages = 50;

/**
 * Asks for a part of the entity, and for what each relationship leads to; `read` is the entity as it was, and is
 * read anew where a server took the PUT that it has to refuse; `foreign` belongs to others.
 */
export async function query(
  scenario: Scenario,
  { path, subject }: Stage,
  seen: Record<string, Exchange>,
  read: Exchange | undefined,
  foreign: Ids,
): Promise<Partial<Evidence>> {
  const { documented, session, api } = scenario;
  if (!documented.contract.request.queryOptions || !subject) return {};
  const isPut = (seen['undocumented-method']?.answer?.status ?? 500) < 400;
  const before = isPut ? await session.send('GET', path) : read;
  seen['select'] = await session.send('GET', `${path}?$select=${selectedProperty(documented, api)}`);
  const relationships = Object.keys(api.types.model.structured(documented.resource).navigation);
  for (const name of relationships) seen[`expand/${name}`] = await session.send('GET', `${path}?$expand=${name}`);
  const again = await session.send('GET', path);
  const linked = linkedTo(scenario, subject);
  return { known: { ...subject.body }, ...(before ? { before } : {}), again, linked, foreign, probes: seen };
}

/** Reads the collection counted, and in small pages, counted too where the server counts; again where another deletes meanwhile, so that an entity slips between two pages. */
export async function page(
  scenario: Scenario,
  { path, owner }: Stage,
  seen: Record<string, Exchange>,
): Promise<Partial<Evidence>> {
  const { documented, session } = scenario;
  const members: Exchange[] = [];
  const known = scenario.members(owner);
  for (const member of known) members.push(await scenario.get(await scenario.wayTo(member)));
  seen['count'] = await session.send('GET', `${path}?$count=true`);
  const options = `$top=${pageSize(seen['count'])}${countOn(seen['count']) === undefined ? '' : '&$count=true'}`;
  const paged = await scenario.list(
    { template: documented.path, path: `${path}?${options}` },
    (shown) => shown.size === 0 || known.every(({ id }) => shown.has(id)),
  );
  return { members, paged, probes: seen };
}

/** Pages of two, and larger ones where a collection is so large that it would be many. */
function pageSize(counted: Exchange | undefined): number {
  return Math.max(2, Math.ceil((countOn(counted) ?? 0) / mostPages));
}

function countOn(counted: Exchange | undefined): number | undefined {
  const count = entityIn(counted)?.['@odata.count'];
  return typeof count === 'number' ? count : undefined;
}
