import { itemsIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOf } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import { type JsonObject, type JsonValue, objectsIn } from '../../value/json.ts';
import { show } from '../../value/show.ts';

const targetType = {
  kind: 'complex',
  name: 'deviceAndAppManagementAssignmentTarget',
  collection: true,
  nullable: true,
} as const;

/** Whether the answer lists assignments for the targets that were sent. */
export function returnsTargets(sent: JsonObject, { request }: Evidence, api: Api): Finding {
  return sameTargets(
    sent,
    itemsIn(request).map(({ value }) => value),
    api,
  );
}

/** Whether the assignments are afterwards for the targets that were sent, and for no others. */
export function showsTargets(sent: JsonObject, { watched }: Evidence, api: Api): Finding {
  return watched ? sameTargets(sent, itemsOf(watched.after), api) : open('the assignments were not read');
}

/** Whether what the answer lists is there afterwards, under the same ids. */
export function identifiesAssignments({ request, watched }: Evidence): Finding {
  if (!watched) return open('the assignments were not read');
  const listed = itemsOf(watched.after).map(({ id }) => id);
  const stranger = itemsIn(request).find(({ value }) => !listed.includes(value['id']));
  return stranger
    ? broken(
        `an id among ${listed.map((id) => show(id)).join(', ')}`,
        show(stranger.value['id']),
        `${stranger.pointer}/id`,
      )
    : kept;
}

/** Whether assignments are, as a set, for the targets that were sent; ids and moments are the server's. */
function sameTargets(sent: JsonObject, found: readonly JsonObject[], api: Api): Finding {
  const targets = (some: readonly JsonObject[]): JsonValue[] => some.map((assignment) => assignment['target'] ?? null);
  const due = targets(objectsIn(sent['assignments']));
  return differenceOf(api.types, targetType, due, targets(found), '/value')
    ? broken(show(due), show(targets(found)), '/value')
    : kept;
}
