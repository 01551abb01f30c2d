import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Evidence, Read } from '../../evidence/evidence.ts';
import { type Exchange, isSilent } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { type DeclaredTypes, differenceOfInstances } from '../../instance/same.ts';
import { type Api, declaredOr } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import type { JsonObject, JsonValue } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { storyOf } from '../lifeStory.ts';
import { brokenBy, compareProperty } from './echo.ts';

/** The chapters that a chapter cannot be told without. */
const foundations: Readonly<Record<string, readonly string[]>> = {
  shown: ['made'],
  listed: ['made', 'shown'],
  changed: ['made', 'shown'],
  seen: ['made', 'shown', 'changed'],
  relisted: ['made', 'shown', 'listed', 'changed'],
  deleted: ['made', 'shown'],
  gone: ['made', 'shown', 'deleted'],
  unlisted: ['made', 'shown', 'listed', 'deleted'],
};

/** The life of an entity, chapter by chapter. */
export const story = claimKind({
  name: 'story',
  level: 'state',
  claims: (documented, api) =>
    storyOf(documented, api).map(({ id, text, template }) => ({
      id: `story/${id}`,
      text,
      source: { page: documented.contract.source.page, section: 'HTTP Request' },
      needs: (foundations[id.split('/')[0] ?? ''] ?? []).map((name) => `story/${name}`),
      template,
    })),
  check: ({ id, template = '' }, documented, evidence, api) => {
    const name = id.replace('story/', '');
    const pages = pagesOf(evidence, name);
    const [exchange] = pages;
    if (!exchange)
      return open(
        evidence.gaps[name] ?? evidence.gaps[template] ?? evidence.gaps['request'] ?? 'it did not come to that',
      );
    const silent = pages.find(isSilent);
    if (silent) return open(describeAnswer(silent));
    return tell(name, template, exchange, pages, documented, evidence, api);
  },
});

function pagesOf({ story: told }: Evidence, id: string): readonly Exchange[] {
  return told.find((moment) => moment.id === id)?.pages ?? [];
}

function tell(
  name: string,
  template: string,
  exchange: Exchange,
  pages: readonly Exchange[],
  documented: Case,
  evidence: Evidence,
  api: Api,
): Finding {
  const made = entityIn(pagesOf(evidence, 'made')[0]);
  const shown = entityIn(pagesOf(evidence, 'shown')[0]);
  switch (name.split('/')[0]) {
    case 'made':
      return entityIn(exchange)?.['id'] === undefined ? broken('an entity with an id', describeAnswer(exchange)) : kept;
    case 'shown':
      return looksLike({ template, exchange }, made, 'made', documented, api);
    case 'listed':
      return isListed(pages, shown?.['id']);
    case 'relisted': {
      const once = isListed(pages, shown?.['id']);
      const changed = entityIn(pagesOf(evidence, 'changed')[0]);
      return once === kept && changed ? isListedAs(pages, changed, template, documented, api) : once;
    }
    case 'unlisted':
      return isUnlisted(pages, shown?.['id']);
    case 'changed':
      return hasValues(exchange, { id: shown?.['id'] ?? null, ...evidence.sent }, documented, api);
    case 'seen':
      return looksLike({ template, exchange }, entityIn(pagesOf(evidence, 'changed')[0]), 'changed', documented, api);
    case 'deleted':
      return (exchange.answer?.status ?? 500) < 300 ? kept : broken('a success', describeAnswer(exchange));
    default:
      return exchange.answer?.status === 404 ? kept : broken('status 404', describeAnswer(exchange));
  }
}

/** Whether the pages of a collection list an entity once. */
function isListed(pages: readonly Exchange[], id: JsonValue | undefined): Finding {
  const count = pages.flatMap(itemsIn).filter(({ value }) => value['id'] === id).length;
  return count === 1 ? kept : broken(`the entity ${show(id)} once`, `${count} times`, '/value');
}

/** Whether the pages of a collection, read along a path, list an entity as it was changed. */
function isListedAs(
  pages: readonly Exchange[],
  changed: JsonObject,
  path: string,
  documented: Case,
  api: Api,
): Finding {
  const items = pages.flatMap(itemsIn).map(({ value }) => value);
  const index = items.findIndex((item) => item['id'] === changed['id']);
  const types = typesBetween('changed', path, documented, api);
  const difference = differenceOfInstances(api.types, types, changed, items[index] ?? {}, `/value/${index}`);
  return difference ? brokenBy(difference) : kept;
}

/** By which types the answer of an earlier chapter and what is read along a path are declared. */
function typesBetween(earlier: string, path: string, documented: Case, api: Api): DeclaredTypes {
  const before = storyOf(documented, api).find(({ id }) => id === earlier)?.template ?? documented.path;
  return {
    expected: declaredOr(api, before, documented.resource),
    received: declaredOr(api, path, documented.resource),
  };
}

/** Whether the pages of a collection are read, and do not list an entity. */
function isUnlisted(pages: readonly Exchange[], id: JsonValue | undefined): Finding {
  const unread = pages.find((page) => !entityIn(page));
  if (unread) return broken('status 200 and a collection', describeAnswer(unread));
  const index = pages.flatMap(itemsIn).findIndex(({ value }) => value['id'] === id);
  return index < 0 ? kept : broken(`no entity ${show(id)}`, 'it is listed', `/value/${index}`);
}

/** Whether an answer shows an entity that has the values that the answer of an earlier chapter had. */
function looksLike(
  { template, exchange }: Read,
  due: JsonObject | undefined,
  earlier: string,
  documented: Case,
  api: Api,
): Finding {
  const entity = entityIn(exchange);
  if (!entity) return broken('the entity', describeAnswer(exchange));
  const types = typesBetween(earlier, template, documented, api);
  const difference = due && differenceOfInstances(api.types, types, due, entity);
  return difference ? brokenBy(difference) : kept;
}

/** Whether an answer shows an entity that has the values that were sent; it may be of a type derived from the page's. */
function hasValues(exchange: Exchange, sent: JsonObject, documented: Case, api: Api): Finding {
  const entity = entityIn(exchange);
  if (!entity) return broken('the entity', describeAnswer(exchange));
  const findings = Object.keys(sent).map((name) => compareProperty(documented, api, name, sent, entity));
  return findings.find(({ outcome }) => outcome === 'broken') ?? kept;
}
