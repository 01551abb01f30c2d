import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';
import { plainQuery } from '../../query.ts';
import { represent } from '../../representation.ts';
import { changeQueried } from '../queried.ts';

/** A fault of what collections show, by where they are; `undefined` leaves one as it is. */
function changeListing(
  named: Pick<Fault, 'name' | 'text' | 'breaks'>,
  start: (context: FaultContext) => {
    before?: (request: MockRequest) => void;
    change: (items: readonly JsonObject[], place: string) => readonly JsonObject[] | undefined;
  },
): Fault {
  return {
    ...named,
    make: (context) => {
      const { before, change } = start(context);
      return (request, right) => {
        before?.(request);
        const answer = right();
        const [place = '', query] = request.target.split('?');
        const items = query === undefined && context.concerns(request, 'GET') ? itemsOf(answer) : undefined;
        const value = items && change(items, place);
        if (!value || !isObject(answer.body)) return answer;
        context.fired();
        return { ...answer, body: { ...answer.body, value: [...value] } };
      };
    },
  };
}

function itemsOf({ status, body }: MockAnswer): JsonObject[] | undefined {
  const items = status === 200 && isObject(body) ? body['value'] : undefined;
  return Array.isArray(items) ? items.filter(isObject) : undefined;
}

/** Faults of collections that go on showing what was there, and of pages that are other than asked for. */
export const listingFaults: readonly Fault[] = [
  changeListing({ name: 'list-as-first-read', text: 'goes on showing a collection as it was first read' }, () => {
    const first = new Map<string, readonly JsonObject[]>();
    return {
      change: (items, place) => {
        const known = first.get(place);
        if (!known) first.set(place, items);
        return known;
      },
    };
  }),

  changeListing({ name: 'list-whatever-was-read', text: 'goes on listing what it has listed once' }, () => {
    const read = new Map<string, Map<unknown, JsonObject>>();
    return {
      change: (items, place) => {
        const all = read.get(place) ?? new Map<unknown, JsonObject>();
        for (const item of items) all.set(item['id'], item);
        read.set(place, all);
        return all.size > items.length ? [...all.values()] : undefined;
      },
    };
  }),

  changeListing(
    { name: 'list-before-change', text: 'lists an entity as it was before it was changed', breaks: 'story' },
    (context) => {
      const { store, types } = context.world;
      const old = new Map<unknown, JsonObject>();
      return {
        before: (request) => {
          const entity = request.method === 'PATCH' ? context.addressOf(request)?.entity : undefined;
          if (entity) old.set(entity.id, represent(types, store, entity, plainQuery));
        },
        change: (items) =>
          items.some(({ id }) => old.has(id)) ? items.map((item) => old.get(item['id']) ?? item) : undefined,
      };
    },
  ),

  {
    name: 'ignore-top',
    text: 'shows more entities on a page than $top asks for',
    breaks: 'pages',
    make: (context) => (request, right) => {
      const [path = '', query = ''] = request.target.split('?');
      const options = new URLSearchParams(query);
      if (!options.has('$top') || !context.concerns({ ...request, target: path }, 'GET')) return right();
      const most = Number(options.get('$top'));
      const others = query.split('&').filter((option) => !option.startsWith('$top='));
      const answer = right({ ...request, target: [path, ...(others.length > 0 ? [others.join('&')] : [])].join('?') });
      if ((itemsOf(answer) ?? []).length > most) context.fired();
      return answer;
    },
  },

  changeQueried(
    { name: 'count-page', text: 'counts what is on a page instead of the whole collection', breaks: 'count' },
    '$count',
    (body) => {
      const shown = Array.isArray(body['value']) ? body['value'].length : undefined;
      return shown === undefined || body['@odata.count'] === shown ? undefined : { ...body, '@odata.count': shown };
    },
  ),
];
