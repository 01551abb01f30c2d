import { probes } from '../claims/probes.ts';
import { entityIn } from '../evidence/answers.ts';
import { type Evidence, type Listing, type Look, nothingSeen } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { provocationOf, provokesGone } from '../refusal/refusal.ts';
import type { Request } from '../transport/request.ts';
import { writeJson } from '../value/json.ts';
import { argumentsFor, watchedWay } from './action.ts';
import { departures, type Stage } from './probeRequest.ts';
import { page, query } from './query.ts';
import { relate } from './related.ts';
import type { Scenario, Way } from './scenario.ts';

/** Sends what has to be refused, looks whether it changed anything, and asks with query options. */
export async function protocol(scenario: Scenario): Promise<Evidence> {
  const { documented, session } = scenario;
  const stage = await session.step('arrange the entities in the path', () => setStage(scenario));
  const { subject } = stage;
  const foreign =
    documented.verb === 'get' && documented.contract.request.queryOptions && subject
      ? await session.step('arrange what its relationships lead to', () => relate(scenario, subject))
      : {};
  const before = await shown(scenario, stage);
  const refusals = await session.step('send what has to be refused', () => provoke(scenario, stage));
  const evidence = { ...nothingSeen, ...refusals, gaps: scenario.gaps };
  const seen = { ...refusals.probes };
  switch (documented.verb) {
    case 'get':
      return { ...evidence, ...(await query(scenario, stage, seen, before, foreign)) };
    case 'list':
      return { ...evidence, ...(await page(scenario, stage, seen)) };
    case 'delete':
      await session.send('DELETE', stage.path);
      await scenario.getGone(stage.path);
      return {
        ...evidence,
        again: await session.sendRequest({ method: 'DELETE', path: stage.path, provokes: provokesGone }),
      };
    case 'update':
      return { ...evidence, probes: { ...seen, ...(await staleChange(scenario, stage)) }, gaps: scenario.gaps };
    default:
      return evidence;
  }
}

/** Reads what is sent to, so that what is refused is not refused because it is not shown yet; nothing where no page reads it. */
async function shown(scenario: Scenario, { path }: Stage): Promise<Exchange | undefined> {
  const { documented, api } = scenario;
  const isRead = api.requests.some(
    ({ request }) => request.method === 'GET' && request.paths.includes(documented.path),
  );
  return isRead ? scenario.get(path) : undefined;
}

/** Changes the entity, and then once more with the ETag that it had before; a gap where the server gives no ETags. */
async function staleChange({ session, gaps }: Scenario, { path, right }: Stage): Promise<Record<string, Exchange>> {
  const before = await session.send('GET', path);
  const etag = entityIn(before)?.['@odata.etag'] ?? before.answer?.headers['etag'];
  if (typeof etag !== 'string') {
    if (before.answer) gaps['etag'] = 'the server gives no ETags';
    return {};
  }
  const body = writeJson(right ?? {});
  await session.sendRequest({ method: 'PATCH', path, body });
  return { 'stale-etag': await session.sendRequest({ method: 'PATCH', path, body, headers: { 'if-match': etag } }) };
}

/**
 * Sends every probe between two looks at what none of them may change. Where a server takes one, that one may change it:
 * what was made is kept to be removed, and the first look is taken anew.
 */
async function provoke(scenario: Scenario, stage: Stage): Promise<Pick<Evidence, 'probes' | 'untouched'>> {
  const { documented, api, arranger } = scenario;
  const seen: Record<string, Exchange> = {};
  let before = await watch(scenario, stage);
  let areRefused = false;
  for (const probe of probes.filter(({ appliesTo }) => appliesTo(documented, api))) {
    const exchange = await sendProbe(scenario, stage, {
      ...departures[probe.name]?.(stage, scenario),
      provokes: provocationOf(probe.name),
    });
    seen[probe.name] = exchange;
    areRefused = (exchange.answer?.status ?? 500) >= 400;
    if (areRefused) continue;
    if (stage.collection) arranger.keep(exchange, documented.path, stage.collection, documented.resource, new Map());
    before = await watch(scenario, stage);
  }
  if (!areRefused) scenario.gaps['untouched'] = 'the last request of those that have to be refused was not';
  return {
    probes: seen,
    ...(areRefused ? { untouched: { before, after: await watch(scenario, stage, (way) => scenario.list(way)) } } : {}),
  };
}

/** Puts ids into the path of the route, and makes a body for it. */
async function setStage(scenario: Scenario): Promise<Stage> {
  const { arranger, documented, session } = scenario;
  const { verb, contract, resource } = documented;
  const right =
    contract.request.body?.kind === 'entity' ? session.instance(resource, 0, serverOwnedOf(contract)) : undefined;
  if (verb === 'action') {
    const { subject, binding } = await scenario.bound();
    const body = contract.request.body ? await argumentsFor(scenario, subject) : undefined;
    return { path: binding.path, subject, owner: undefined, right: body };
  }
  if (verb === 'create' || verb === 'list') {
    const { binding, targets } = await scenario.collection();
    const owner = binding.through.at(-1);
    if (verb === 'list') await scenario.fill(owner, 3);
    return {
      path: binding.path,
      subject: undefined,
      owner,
      right: right && { ...right, ...arranger.bindsOf(targets) },
      ...(verb === 'create' ? { collection: binding } : {}),
    };
  }
  const { subject, binding } = await scenario.subject();
  return { path: binding.path, subject, owner: undefined, right };
}

function sendProbe(
  { session, documented }: Scenario,
  { path, right }: Stage,
  departure: Partial<Request>,
): Promise<Exchange> {
  const request: Request = {
    method: documented.contract.request.method,
    path,
    ...(right === undefined ? {} : { body: writeJson(right) }),
    ...departure,
  };
  return session.sendRequest(request);
}

/** What a refused request may not change: the entity it addresses, and the collection it would add to or change. */
async function watch(
  scenario: Scenario,
  { subject, path }: Stage,
  list = (way: Way): Promise<Listing> => scenario.listBefore(way),
): Promise<Look> {
  const { verb, path: template } = scenario.documented;
  if (verb === 'get' || verb === 'list') return { items: [] };
  const way = verb === 'create' ? { template, path } : verb === 'action' ? watchedWay(scenario, subject) : undefined;
  const items = way ? (await list(way)).pages : [];
  return subject ? { entity: await scenario.get(await scenario.wayTo(subject)), items } : { items };
}
