import { appearedIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { JsonObject, JsonValue } from '../../value/json.ts';
import { show } from '../../value/show.ts';

const type = 'groupPolicyDefinitionValue';

/** Whether the values that appeared in the collection are like these, one for one; links are not compared. */
export function addsValues(added: readonly JsonObject[], { watched }: Evidence, api: Api): Finding {
  const due = added.map(withoutLinks);
  const fresh = appearedIn(watched);
  const left = [...fresh];
  for (const value of due) {
    const place = left.findIndex((item) => differenceOfInstances(api.types, type, value, item) === undefined);
    if (place < 0) return broken(`${show(value)}, once for each time it was sent`, newValues(fresh), '/value');
    left.splice(place, 1);
  }
  return left.length === 0 ? kept : broken(`${due.length} new values`, newValues(fresh), '/value');
}

/** Whether values are afterwards as they are here. */
export function showsValues(values: readonly JsonObject[], { watched }: Evidence, api: Api): Finding {
  const after = watched ? itemsOf(watched.after) : [];
  for (const value of values) {
    const place = after.findIndex(({ id }) => id === value['id']);
    const item = after[place];
    if (!item) return broken(`the value ${show(value['id'])}`, 'it is not listed', '/value');
    const difference = differenceOfInstances(api.types, type, value, item);
    if (difference)
      return broken(show(difference.expected), show(difference.received), `/value/${place}${difference.pointer}`);
  }
  return kept;
}

/** Whether no value is afterwards there under one of some ids. */
export function hidesValues(ids: readonly JsonValue[], { watched }: Evidence): Finding {
  const left = watched && itemsOf(watched.after).find(({ id = null }) => ids.includes(id));
  return left ? broken(`no ${show(left['id'])}`, 'it is still there', '/value') : kept;
}

/** The values that were there before and have none of some ids. */
export function otherValues(ids: readonly JsonValue[], { watched }: Evidence): JsonObject[] {
  return watched ? itemsOf(watched.before).filter(({ id = null }) => !ids.includes(id)) : [];
}

function withoutLinks(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.includes('@odata.bind')));
}

function newValues(fresh: readonly JsonObject[]): string {
  return `${fresh.length} new values: ${show([...fresh])}`;
}
