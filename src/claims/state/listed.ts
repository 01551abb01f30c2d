import { describeAnswer, entityIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence, Listing } from '../../evidence/evidence.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances, differenceOfProperty } from '../../instance/same.ts';
import { type Api, declaredOr } from '../../model/api.ts';
import type { Case, Verb } from '../../model/case.ts';
import { listPaths } from '../../model/paths.ts';
import { type JsonObject, type JsonValue, writeJson } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import type { Claim } from '../claim.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy } from './echo.ts';
import { sound } from './path.ts';

/** A collection that is empty shows nothing of the form of its entities, and can be judged all the same. */
const needsOf: Partial<Readonly<Record<Verb, readonly string[]>>> = {
  list: ['body'],
  create: ['odata.type', 'derived', 'type/id', 'identity'],
  delete: ['status'],
};

function claimFor(documented: Case, template: string, text: string): Claim {
  return {
    id: `listed/${template}`,
    kind: 'listed',
    level: 'state',
    text,
    source: { page: documented.contract.source.page, section: 'HTTP Request' },
    needs: needsOf[documented.verb] ?? [],
    defersTo: ['odata.type', 'derived', 'returned/id', 'type/id', 'identity'],
    template,
  };
}

/** Collections show what is in them, once, as it is by its key; and no longer what was deleted. */
export const listed = claimKind({
  name: 'listed',
  level: 'state',
  claims: (documented, api) => {
    const { verb, path } = documented;
    if (verb === 'list')
      return [claimFor(documented, path, 'Every entity of the collection is listed once, as GET by its key shows it')];
    if (verb === 'create')
      return listPaths(documented, api).map((template) =>
        claimFor(documented, template, `GET ${template} lists the new entity once`),
      );
    if (verb === 'delete')
      return listPaths(documented, api).map((template) =>
        claimFor(documented, template, `GET ${template} does not list it any more`),
      );
    return [];
  },
  check: ({ template = '' }, documented, evidence, api, blamed) => {
    const listing = evidence.listings.find((candidate) => candidate.template === template);
    if (!listing) return open(evidence.gaps[template] ?? evidence.gaps['request'] ?? 'it was not read');
    const unread = listing.pages.find((page) => !entityIn(page));
    if (unread)
      return unread.answer
        ? broken('status 200 and a collection', describeAnswer(unread))
        : open(describeAnswer(unread));
    if (documented.verb === 'delete') return isUnlisted(listing, evidence.known?.['id']);
    const due =
      documented.verb === 'list'
        ? evidence.members.map(entityIn)
        : [entityIn(evidence.request), entityIn(evidence.again)];
    const members = due.filter((entity) => entity !== undefined);
    if (members.length === 0) return open(evidence.gaps['members'] ?? 'nothing is known to be in the collection');
    const findings = members.map((member) => isListed(listing, member, documented, api, blamed));
    return findings.find(({ outcome }) => outcome === 'broken') ?? isAlone(listing, documented, evidence, api, blamed);
  },
});

function isListed(
  listing: Listing,
  member: JsonObject,
  documented: Case,
  api: Api,
  blamed: ReadonlySet<string>,
): Finding {
  const found = itemsOf(listing).filter((item) => item['id'] === member['id']);
  const [item] = found;
  if (!item || found.length > 1)
    return broken(`the entity ${show(member['id'])} once`, `${found.length} times`, '/value');
  const types = {
    expected: documented.declared,
    received: declaredOr(api, listing.template, documented.declared),
  };
  const difference = differenceOfInstances(api.types, types, member, item, '', sound(member, blamed));
  return difference
    ? brokenBy({ ...difference, pointer: `/value/${itemsOf(listing).indexOf(item)}${difference.pointer}` })
    : kept;
}

/**
 * What one POST made is one entity: nothing else in the collection has the values that only this request sent. A request
 * that was sent more than once, or whose answer was lost, may have made more.
 */
function isAlone(
  listing: Listing,
  documented: Case,
  { request, again, sent, sentAgain }: Evidence,
  api: Api,
  blamed: ReadonlySet<string>,
): Finding {
  if (!sent || !sentAgain) return kept;
  const names = sound(sent, blamed).filter((name) => differs(sent[name], sentAgain[name]));
  const { properties } = api.types.model.structured(documented.resource);
  const telling = properties.filter(({ name }) => names.includes(name));
  if (telling.length === 0) return kept;
  const made = [entityIn(request)?.['id'], entityIn(again)?.['id']];
  const single = [...(isSingle(request) ? [sent] : []), ...(isSingle(again) ? [sentAgain] : [])];
  const index = itemsOf(listing).findIndex(
    (item) =>
      !made.includes(item['id']) &&
      single.some((values) =>
        telling.every((one) => !differenceOfProperty(api.types, one, values[one.name] ?? null, item, '')),
      ),
  );
  return index < 0 ? kept : broken('one entity with the values that were sent', 'another one', `/value/${index}`);
}

function isSingle(exchange: Exchange | undefined): boolean {
  return entityIn(exchange)?.['id'] !== undefined && exchange?.earlier === undefined;
}

function differs(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one !== undefined && other !== undefined && writeJson(one) !== writeJson(other);
}

function isUnlisted(listing: Listing, id: JsonObject[string] | undefined): Finding {
  if (id === undefined) return open('nothing is known of what was deleted');
  const index = itemsOf(listing).findIndex((item) => item['id'] === id);
  return index < 0 ? kept : broken(`no entity ${show(id)}`, 'it is listed', `/value/${index}`);
}
