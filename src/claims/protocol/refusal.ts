import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Untouched } from '../../evidence/evidence.ts';
import { bodyOf, type Exchange, mediaTypeOf } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { isObject, writeJson } from '../../value/json.ts';
import { show } from '../../value/readable.ts';
import type { Claim, ClaimKind } from '../claim.ts';
import { probes } from '../probes.ts';
import { brokenBy } from '../state/echo.ts';

function statusWords(statuses: readonly number[]): string {
  return statuses.length === 1 ? String(statuses[0]) : `one of ${statuses.join(', ')}`;
}

/** What has to be refused is refused, with the status that Graph documents for the cause. */
export const refused: ClaimKind = {
  name: 'refused',
  level: 'protocol',
  claims: (documented, api) =>
    probes
      .filter((probe) => probe.appliesTo(documented, api))
      .map(({ name, subject, statuses, source }) => ({
        id: `refused/${name}`,
        kind: 'refused',
        level: 'protocol',
        text: `${subject} is refused with ${statusWords(statuses)}`,
        source,
        needs: [],
      })),
  check: ({ id }, _documented, { probes: seen, gaps }) => {
    const name = id.replace('refused/', '');
    const exchange = seen[name];
    if (!exchange) return open(gaps[name] ?? gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const due = probes.find((probe) => probe.name === name)?.statuses ?? [];
    const { status } = exchange.answer;
    return due.includes(status)
      ? kept
      : broken(`status ${statusWords(due)}`, describeAnswer(exchange), undefined, status);
  },
};

/** A refusal tells why: a JSON object with the one property `error`, which has a code and a message (Graph error responses). */
export const errorObject: ClaimKind = {
  name: 'error',
  level: 'protocol',
  claims: (documented, api) =>
    probes
      .filter((probe) => probe.appliesTo(documented, api))
      .map(
        ({ name, subject }): Claim => ({
          id: `error/${name}`,
          kind: 'error',
          level: 'protocol',
          text: `${subject} is answered with an error object`,
          source: { page: 'Microsoft Graph error responses and resource types', section: 'Error resource type' },
          needs: [`refused/${name}`],
        }),
      ),
  check: ({ id }, _documented, { probes: seen }) => checkError(seen[id.replace('error/', '')]),
};

function checkError(exchange: Exchange | undefined): Finding {
  if (!exchange?.answer) return open(describeAnswer(exchange));
  if (exchange.answer.status < 400) return { outcome: 'kept', note: 'it was not refused' };
  const body = bodyOf(exchange.answer);
  if (body.kind === 'none') return broken('an error object', 'no body');
  if (body.kind === 'unreadable') return broken('an error object', body.problem);
  if (mediaTypeOf(exchange.answer) !== 'application/json')
    return broken('application/json', mediaTypeOf(exchange.answer) ?? 'no Content-Type');
  const error = isObject(body.value) ? body.value['error'] : undefined;
  if (!isObject(error)) return broken('an object in error', jsonTypeOf(error), '/error', error ?? null);
  for (const name of ['code', 'message']) {
    const value = error[name];
    if (typeof value !== 'string') return broken('a text', jsonTypeOf(value), `/error/${name}`, value ?? null);
  }
  return error['code'] === '' ? broken('an error code', 'an empty text', '/error/code', '') : kept;
}

/** What is refused changes nothing. */
export const untouched: ClaimKind = {
  name: 'untouched',
  level: 'protocol',
  claims: ({ verb, contract }) => {
    if (verb === 'get' || verb === 'list') return [];
    return [
      {
        id: 'untouched',
        kind: 'untouched',
        level: 'protocol',
        text: verb === 'create' ? 'A refused request creates nothing' : 'A refused request changes nothing',
        source: { page: contract.source.page, section: 'Response' },
        needs: [],
      },
    ];
  },
  check: (_claim, documented, { untouched: seen, probes: sent, gaps }, api) => {
    if (!seen) return open(gaps['untouched'] ?? gaps['request'] ?? 'nothing was refused');
    const findings = [createsNothing(seen, documented, Object.values(sent)), changesNothing(seen, documented, api)];
    return findings.find(({ outcome }) => outcome !== 'kept') ?? kept;
  },
};

/**
 * Whether a collection shows nothing new, and lacks nothing. An entity set may change by what others do at the same time;
 * there only what carries a text of the refused requests counts.
 */
function createsNothing({ before, after }: Untouched, { path }: Case, probesSeen: readonly Exchange[]): Finding {
  const unread = [...before.items, ...after.items].find((page) => !entityIn(page));
  if (unread) return open(`the collection could not be read: ${describeAnswer(unread)}`);
  const known = new Set(before.items.flatMap(itemsIn).map(({ value }) => value['id']));
  const fresh = after.items.flatMap(itemsIn).filter(({ value }) => !known.has(value['id']));
  const marks = probesSeen.flatMap(({ body }) => body?.match(/plain [0-9a-f]{8}/g) ?? []);
  const ours = path.includes('{')
    ? fresh
    : fresh.filter(({ value }) => marks.some((mark) => writeJson(value).includes(mark)));
  const listed = new Set(after.items.flatMap(itemsIn).map(({ value }) => value['id']));
  const lost = path.includes('{') ? [...known].find((id) => !listed.has(id)) : undefined;
  if (lost !== undefined) return broken(`the entity ${show(lost)}`, 'it is not listed any more', '/value');
  const [first] = ours;
  return first ? broken('nothing new in the collection', `the entity ${show(first.value['id'])}`, first.pointer) : kept;
}

function changesNothing({ before, after }: Untouched, documented: Case, api: Api): Finding {
  if (!before.entity) return kept;
  const [was, is] = [entityIn(before.entity), entityIn(after.entity)];
  if (!was) return open(`it could not be read before: ${describeAnswer(before.entity)}`);
  if (!is)
    return after.entity?.answer
      ? broken('status 200 and the entity', describeAnswer(after.entity))
      : open(describeAnswer(after.entity));
  const difference = differenceOfInstances(api.types, documented.declared, was, is);
  return difference ? brokenBy(difference) : kept;
}
