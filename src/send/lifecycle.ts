import type { Known } from '../arrange/entityGraph.ts';
import { type Chapter, storyOf } from '../claims/lifeStory.ts';
import { type Evidence, type Moment, nothingSeen } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import type { JsonObject } from '../value/json.ts';
import { type Place, parallel } from './parallel.ts';
import type { Scenario, Way } from './scenario.ts';

/** The chapters that end a life. */
const ends: ReadonlySet<string> = new Set(['deleted', 'gone', 'unlisted']);

/**
 * Lives through the life of an entity: made or found, read, listed, changed, read everywhere, listed again, deleted, not found,
 * not listed. Before its end others are made at once, and it is changed at once in two ways.
 */
export async function lifecycle(scenario: Scenario): Promise<Evidence> {
  const { documented, session, api } = scenario;
  const sent = changeFor(scenario);
  const { subject, story, place } = await begin(scenario);
  const seen = { ...nothingSeen, story, ...(sent ? { sent } : {}), gaps: scenario.gaps };
  if (!subject) return seen;
  const lists = await scenario.collectionsOf(subject);
  const live = async (chapters: readonly Chapter[]): Promise<void> => {
    for (const chapter of chapters) {
      const title = `${chapter.method} ${chapter.template}`;
      const pages = await session.step(title, () => tell(scenario, chapter, subject, sent, lists));
      story.push({ id: chapter.id, pages });
    }
  };
  const chapters = storyOf(documented, api).slice(story.length);
  await live(chapters.filter(({ id }) => !ends.has(id)));
  const atOnce = await session.step('send requests at once', () => parallel(scenario, subject, place, sent));
  await live(chapters.filter(({ id }) => ends.has(id)));
  return { ...seen, parallel: atOnce };
}

/** Makes the entity by the case's own request, which is the first chapter, or finds one. */
async function begin(scenario: Scenario): Promise<{ subject: Known | undefined; story: Moment[]; place?: Place }> {
  const { documented, session, arranger } = scenario;
  const { contract, path: template, resource, verb } = documented;
  if (verb !== 'create') {
    const { subject } = await session.step('arrange the entity', () => scenario.subject());
    return { subject, story: [] };
  }
  const { binding, targets } = await session.step('arrange the entities in the path', () => scenario.collection());
  const values = session.instance(resource, 0, serverOwnedOf(contract));
  const first = await session.step(`POST ${template}`, () =>
    session.send('POST', binding.path, { ...values, ...arranger.bindsOf(targets) }),
  );
  const subject = arranger.keep(first, template, binding, resource, targets);
  return { subject, story: [{ id: 'made', pages: [first] }], place: { binding, targets, first: values } };
}

/** What the entity is changed to, where a page documents how. */
function changeFor({ documented, session, api }: Scenario): JsonObject | undefined {
  const contract = api.requests.find(({ id }) => id === `${documented.resource}/update`);
  return contract && session.instance(documented.resource, 0, serverOwnedOf(contract));
}

/** Asks for what a chapter tells; no exchange, and a gap, where that cannot be reached. */
async function tell(
  scenario: Scenario,
  { id, method, template }: Chapter,
  subject: Known,
  sent: JsonObject | undefined,
  lists: readonly Way[],
): Promise<readonly Exchange[]> {
  const { session, arranger } = scenario;
  if (id.endsWith('listed')) {
    const way = lists.find((candidate) => candidate.template === template);
    const isDue = id !== 'unlisted';
    return way ? (await scenario.list(way, (shown) => shown.has(subject.id) === isDue)).pages : [];
  }
  const binding = await scenario.orGap(id, () => arranger.reach(template, ({ end }) => end === subject));
  if (!binding) return [];
  if (id === 'gone') return [await scenario.getGone(binding.path)];
  if (method === 'GET') return [await scenario.get(binding.path)];
  return [await session.send(method, binding.path, method === 'PATCH' ? sent : undefined)];
}
