import { describeAnswer, entityIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence, Gap, Parallel, Trial } from '../../evidence/evidence.ts';
import { isSilent } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open, worst } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import type { JsonObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import type { Claim } from '../claim.ts';
import { claimKind } from '../claimKind.ts';
import { storyOf } from '../lifeStory.ts';
import { brokenBy, compareProperty, sentProperties } from '../state/echo.ts';

/** Requests in flight at once are each done as if they were alone. */
export const parallel = claimKind({
  name: 'parallel',
  level: 'state',
  claims: (documented, api) => [...claimsOfCreates(documented, api), ...claimsOfChanges(documented, api)],
  check: ({ id }, documented, evidence, api) => {
    const { parallel: seen } = evidence;
    const trials = (id === 'parallel/changes' ? seen?.changes : seen?.creates) ?? [];
    if (!seen || trials.length === 0) return open(gapIn(evidence));
    const silent = trials.flatMap(({ exchange, read }) => [exchange, read ?? exchange]).find(isSilent);
    if (silent) return open(describeAnswer(silent));
    return checks[id]?.(seen, documented, api, evidence) ?? open('it was not looked at');
  },
});

type Check = (seen: Parallel, documented: Case, api: Api, evidence: Evidence) => Finding;

const checks: Readonly<Record<string, Check>> = {
  'parallel/answers': ({ creates }, documented, api, { story }) => {
    const alone = story.find(({ id }) => id === 'made')?.pages[0]?.answer?.status;
    const due = alone ?? documented.contract.response.status;
    return worst(creates.map((trial) => answersOnlyItself(trial, creates, due, documented, api)));
  },

  'parallel/ids': ({ creates }) => {
    const ids = creates.map(({ exchange }) => entityIn(exchange)?.['id']);
    const twice = ids.find((id, index) => id === undefined || ids.indexOf(id) !== index);
    return new Set(ids).size === ids.length && !ids.includes(undefined)
      ? kept
      : broken('an id of its own for each', twice === undefined ? 'no id' : `${show(twice)} more than once`, '/id');
  },

  'parallel/kept': ({ creates, listing }, documented, api, evidence) => {
    const listed = listing && itemsOf(listing).map(({ id }) => id);
    if (listing?.pages.some(isSilent)) return open(describeAnswer(listing.pages.find(isSilent)));
    return worst(
      creates.map(({ exchange, read }) => {
        const made = entityIn(exchange);
        if (!made || !read) return open(gapIn(evidence));
        const found = entityIn(read);
        if (!found) return broken(`the entity ${show(made['id'])}`, describeAnswer(read));
        const difference = differenceOfInstances(api.types, documented.declared, made, found);
        if (difference) return brokenBy(difference);
        return listed && !listed.includes(made['id'])
          ? broken(`the entity ${show(made['id'])} in the collection`, `${listed.length} others`, '/value')
          : kept;
      }),
    );
  },

  'parallel/changes': ({ changes }, documented, api, evidence) => {
    const answers = worst(changes.map((trial) => answersItself(trial, documented, api)));
    if (answers.outcome !== 'kept') return answers;
    const [first] = changes;
    if (!first?.read) return open(gapIn(evidence));
    const found = entityIn(first.read);
    if (!found) return broken('the entity', describeAnswer(first.read));
    const due: JsonObject = Object.assign({}, ...changes.map(({ sent }) => sent));
    return hasValues(due, found, documented, api);
  },
};

/** Whether the answer to a request shows what that request sent. */
function answersItself({ sent, exchange }: Trial, documented: Case, api: Api): Finding {
  const entity = entityIn(exchange);
  return entity ? hasValues(sent, entity, documented, api) : broken('the entity', describeAnswer(exchange));
}

/** Whether the answer to a create is like that of one alone, and shows nothing that another one sent; what it shows otherwise is not for being at once. */
function answersOnlyItself(
  { sent, exchange }: Trial,
  all: readonly Trial[],
  status: number,
  documented: Case,
  api: Api,
): Finding {
  const entity = entityIn(exchange);
  if (!entity) return broken('the entity', describeAnswer(exchange));
  if (exchange.answer?.status !== status) return broken(`status ${status}`, describeAnswer(exchange));
  const isOfAnother = (name: string): boolean =>
    all.some((other) => other.sent !== sent && compareProperty(documented, api, name, other.sent, entity) === kept);
  return worst(
    Object.keys(sent).map((name) => {
      const own = compareProperty(documented, api, name, sent, entity);
      return own === kept || isOfAnother(name) ? own : kept;
    }),
  );
}

function hasValues(due: JsonObject, entity: JsonObject, documented: Case, api: Api): Finding {
  return worst(Object.keys(due).map((name) => compareProperty(documented, api, name, due, entity)));
}

function gapIn({ gaps }: Evidence): Gap {
  return gaps['parallel'] ?? gaps['request'] ?? 'it did not come to that';
}

function claimsOfCreates(documented: Case, api: Api): Claim[] {
  const { contract, path, verb } = documented;
  if (verb !== 'create') return [];
  const lists = storyOf(documented, api).some(({ id }) => id === 'listed');
  const claim = claimMaker(contract.source.page);
  const begun = `What several POST ${path} in flight at once make`;
  const needs = ['story/made', 'story/shown'];
  const own = sentProperties(documented, api).length > 0 ? ['answers'] : [];
  const kept = [...needs, ...(lists ? ['story/listed'] : []), ...[...own, 'ids'].map((name) => `parallel/${name}`)];
  return [
    ...own.map((name) =>
      claim(name, `Several POST ${path} in flight at once are each answered with what they sent`, needs),
    ),
    claim('ids', `${begun} has an id of its own each`, needs),
    claim('kept', `${begun} is all there afterwards`, kept),
  ];
}

function claimsOfChanges(documented: Case, api: Api): Claim[] {
  const { resource } = documented;
  const update = api.requests.find(({ id }) => id === `${resource}/update`);
  const body = update?.request.body;
  if (!update || body?.kind !== 'entity') return [];
  const sent = api.types.model.structured(resource).properties.filter(({ name }) => !body.serverOwned?.includes(name));
  if (sent.length < 2) return [];
  const seen = storyOf(documented, api).find(({ id }) => id.startsWith('seen/'));
  const text = `Two PATCH ${update.request.paths[0]} of different properties in flight at once are both kept`;
  return [
    claimMaker(update.source.page)('changes', text, [
      ...(documented.verb === 'create' ? ['story/made'] : []),
      'story/shown',
      'story/changed',
      ...(seen ? [`story/${seen.id}`] : []),
    ]),
  ];
}

function claimMaker(page: string): (name: string, text: string, needs: readonly string[]) => Claim {
  return (name, text, needs) => ({
    id: `parallel/${name}`,
    kind: 'parallel',
    level: 'state',
    text,
    source: { page, section: 'Response' },
    needs,
  });
}
