import { type JsonObject, objectsIn } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { plainQuery } from '../../query.ts';
import { represent } from '../../representation.ts';
import { changeQueried } from '../queried.ts';
import { alter, alterable } from '../subject.ts';

/** A body with other items in each collection of entities; undefined where it shows none. */
function withCollections(body: JsonObject, items: (name: string) => JsonObject[]): JsonObject | undefined {
  const names = Object.keys(body).filter((name) => objectsIn(body[name]).some((item) => 'id' in item));
  return names.length === 0 ? undefined : { ...body, ...Object.fromEntries(names.map((name) => [name, items(name)])) };
}

/** Faults of query options: what a service makes of `$select`, `$expand`, `$top` and `$count`. */
export const queryFaults: readonly Fault[] = [
  changeQueried(
    { name: 'select-nothing', text: 'shows only the id with $select', breaks: 'select' },
    '$select',
    (body) => ({
      id: body['id'] ?? '',
    }),
  ),

  changeQueried(
    { name: 'select-nulls', text: 'shows null for what is not selected with $select', breaks: 'select' },
    '$select',
    (body, request, context) => {
      const entity = context.addressOf(request)?.entity;
      const properties = entity ? context.world.types.model.structured(entity.type).properties : [];
      return { ...Object.fromEntries(properties.map(({ name }) => [name, null])), ...body };
    },
  ),

  changeQueried(
    { name: 'select-changes', text: 'changes an entity that is read with $select', breaks: 'select' },
    '$select',
    (body, request, context) => {
      const entity = context.addressOf(request)?.entity;
      if (entity) alter(entity, alterable(entity, context), context);
      return body;
    },
  ),

  changeQueried(
    { name: 'ignore-expand', text: 'shows no relationship with $expand', breaks: 'expand' },
    '$expand',
    (body, { target }, { scope }) => {
      const { property } = scope;
      if (property !== undefined && !target.endsWith(`$expand=${property}`)) return undefined;
      const shown = Object.entries(body).filter(([name]) => !target.endsWith(`$expand=${name}`));
      return Object.fromEntries(shown);
    },
  ),

  changeQueried(
    { name: 'expand-nothing', text: 'shows an empty collection with $expand', breaks: 'expand' },
    '$expand',
    (body) => withCollections(body, () => []),
  ),

  changeQueried(
    { name: 'expand-everything', text: 'shows what belongs to any entity with $expand', breaks: 'expand' },
    '$expand',
    (body, request, { world: { store, types }, addressOf }) => {
      const type = addressOf(request)?.entity?.type;
      return type === undefined
        ? undefined
        : withCollections(body, (name) =>
            store
              .all(type)
              .flatMap((owner) => store.linked(owner, name).map((one) => represent(types, store, one, plainQuery))),
          );
    },
  ),

  changeQueried(
    { name: 'lose-when-paged', text: 'loses the last entity of a page', breaks: 'pages' },
    '$top',
    (body) => (Array.isArray(body['value']) ? { ...body, value: body['value'].slice(0, -1) } : undefined),
  ),

  changeQueried(
    {
      name: 'disagree',
      text: 'shows an entity and the key of another one for the same relationship',
      breaks: 'agreement',
    },
    '$expand',
    (body, _request, { scope }) =>
      scope.property !== undefined && scope.property in body
        ? { ...body, [scope.property]: '11111111-2222-3333-4444-555555555555' }
        : undefined,
  ),

  changeQueried(
    { name: 'null-next-link', text: 'says on the last page that there is no next one', breaks: 'last-page' },
    '$top',
    (body) => (body['@odata.nextLink'] === undefined ? { ...body, '@odata.nextLink': null } : undefined),
  ),

  changeQueried(
    { name: 'same-next-link', text: 'leads from a page to the same page', breaks: 'pages' },
    '$top',
    (body, { target, headers }) => ({ ...body, '@odata.nextLink': `http://${headers['host'] ?? ''}${target}` }),
  ),

  changeQueried(
    { name: 'no-next-link', text: 'does not say that a page is not the last one', breaks: 'pages' },
    '$top',
    (body) => {
      const { '@odata.nextLink': link, ...rest } = body;
      return link === undefined ? undefined : rest;
    },
  ),

  changeQueried(
    { name: 'renamed-next-link', text: 'leads to the next page under another name', breaks: 'pages' },
    '$top',
    (body) => {
      const { '@odata.nextLink': link, ...rest } = body;
      return link === undefined ? undefined : { ...rest, nextLink: link };
    },
  ),

  changeQueried({ name: 'miscount', text: 'counts one too many', breaks: 'count' }, '$count', (body) =>
    typeof body['@odata.count'] === 'number' ? { ...body, '@odata.count': body['@odata.count'] + 1 } : undefined,
  ),
];
