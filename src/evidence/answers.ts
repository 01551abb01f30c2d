import { instanceType } from '../instance/instance.ts';
import type { Case } from '../model/case.ts';
import type { Model } from '../model/model.ts';
import { quote } from '../value/edm/textFormat.ts';
import { isObject, type JsonObject, valueAt } from '../value/json.ts';
import type { Evidence, Listing, Watched } from './evidence.ts';
import { type Answer, bodyOf, type Exchange, jsonOf } from './exchange.ts';

/** An entity in an answer, and where it stands. */
export interface Instance {
  readonly value: JsonObject;
  readonly pointer: string;
}

/**
 * The entity that is the body of an exchange's answer; undefined for an error or anything that is not an object. One that
 * GET wraps in value, as the examples of pages do, is taken out: whether that is right is the claim `body`.
 */
export function entityIn(exchange: Exchange | undefined): JsonObject | undefined {
  if (!exchange?.answer || exchange.answer.status >= 300) return undefined;
  const body = jsonOf(exchange);
  if (!isObject(body)) return undefined;
  const wrapped = exchange.method === 'GET' ? wrappedIn(body) : undefined;
  return wrapped ?? body;
}

/** What a body wraps in value, where it holds nothing else. */
export function wrappedIn(body: JsonObject): JsonObject | undefined {
  const names = Object.keys(body).filter((name) => !name.includes('@'));
  const value = body['value'];
  return names.length === 1 && isObject(value) ? value : undefined;
}

/** The items of a collection in one answer. */
export function itemsIn(exchange: Exchange | undefined): Instance[] {
  const items = entityIn(exchange)?.['value'];
  if (!Array.isArray(items)) return [];
  return items.flatMap((value, index) => (isObject(value) ? [{ value, pointer: `/value/${index}` }] : []));
}

/** The items of all pages of a listing. */
export function itemsOf({ pages }: Listing): JsonObject[] {
  return pages.flatMap((page) => itemsIn(page).map(({ value }) => value));
}

/** The items of a collection after an action that were not there before it. */
export function appearedIn(watched: Watched | undefined): JsonObject[] {
  if (!watched) return [];
  const before = new Set(itemsOf(watched.before).map(({ id }) => id));
  return itemsOf(watched.after).filter(({ id }) => !before.has(id));
}

/**
 * The type that an answer's entities are of, as the page says (`named`), and as the relationships declare it where they
 * stand (`declared`); undefined for an answer without entities. Actions return what they say, not what their path leads to.
 */
export function resultType({
  contract,
  verb,
  resource,
  declared,
}: Case): { named: string; declared: string } | undefined {
  const { body } = contract.response;
  if (body?.kind !== 'entity' && body?.kind !== 'collection') return undefined;
  return verb === 'action' ? { named: body.type, declared: body.type } : { named: resource, declared };
}

/** The entities in the answer to the documented request that are of the page's type: the body itself, or items of the collection. */
export function instancesOf(documented: Case, evidence: Evidence, model: Model): Instance[] {
  const result = resultType(documented);
  if (!result) return [];
  if (documented.contract.response.body?.kind === 'entity') {
    const value = entityIn(evidence.request);
    return value ? [{ value, pointer: '' }] : [];
  }
  const pages = evidence.listings.find(({ template }) => template === documented.path)?.pages ?? [evidence.request];
  return pages.flatMap(itemsIn).filter(({ value }) => {
    const type = instanceType(model, result.declared, value);
    return type !== undefined && model.isA(type.name, result.named);
  });
}

/** What an exchange came to, in a few words: the status and the error's code, or why there is no answer. */
export function describeAnswer(exchange: Exchange | undefined): string {
  if (!exchange) return 'it was not sent';
  if (!exchange.answer) return exchange.failure?.message ?? 'no answer';
  const { status } = exchange.answer;
  const body = bodyOf(exchange.answer);
  if (body.kind === 'unreadable') return `status ${status} and a body that is ${body.problem}`;
  return `status ${status}${errorCodeIn(exchange.answer)}`;
}

/** The error's code in an answer, in brackets after a blank, quoted unless it is a word; empty where there is none. */
export function errorCodeIn(answer: Answer): string {
  const body = bodyOf(answer);
  const code = body.kind === 'json' ? valueAt(body.value, '/error/code') : undefined;
  return typeof code === 'string' ? ` (${/^[\w.-]{1,60}$/.test(code) ? code : quote(code)})` : '';
}
