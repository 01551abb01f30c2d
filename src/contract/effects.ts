import { entityIn, itemsIn, itemsOf } from './answers.ts';
import type { Api } from './api.ts';
import { broken, type Finding, kept, open } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { isObject, type JsonObject, type JsonValue, objectsIn } from './json.ts';
import { filesAfter, holdsFiles, languageFiles, otherFiles } from './languageFiles.ts';
import { show } from './readable.ts';
import { differenceOf, differenceOfInstances } from './same.ts';

/** What an action is for, as something that can be seen afterwards. */
export interface Effect {
  readonly id: string;
  readonly text: string;
  check(seen: Seen): Finding;
}

/** What an effect is judged by: what was sent, and the evidence. */
export interface Seen {
  readonly sent: JsonObject;
  readonly evidence: Evidence;
  readonly api: Api;
}

/**
 * An action: the collection that it changes (a navigation property of what it is bound to, or an entity set), the parameter
 * that names items of it, which of its items the action made (to be removed afterwards), whether it changes a property of
 * what it is bound to, and its effects.
 */
export interface ActionMeaning {
  readonly watch?: string;
  readonly ids?: string;
  readonly modifies?: true;
  readonly made?: (item: JsonObject, sent: JsonObject) => boolean;
  readonly effects: readonly Effect[];
}

/** What each documented action means; its name, its parameters and its response sentence are all that the pages say of it. */
export const actionMeanings: Readonly<Record<string, ActionMeaning>> = {
  'groupPolicyConfiguration/assign': {
    watch: 'assignments',
    effects: [
      {
        id: 'returns',
        text: 'The answer lists what was assigned',
        check: ({ sent, evidence, api }) =>
          sameTargets(
            sent,
            itemsIn(evidence.request).map(({ value }) => value),
            api,
          ),
      },
      {
        id: 'replaces',
        text: 'The assignments are afterwards what was assigned, and nothing else',
        check: ({ sent, evidence, api }) =>
          sameTargets(sent, evidence.watched ? itemsOf(evidence.watched.after) : undefined, api),
      },
    ],
  },
  'groupPolicyConfiguration/updateDefinitionValues': {
    watch: 'definitionValues',
    ids: 'deletedIds',
    effects: [
      {
        id: 'adds',
        text: 'Every value of added is in the collection afterwards',
        check: ({ sent, evidence, api }) => {
          const fresh = appeared(evidence);
          const missing = objectsIn(sent['added']).find(
            (value) => !fresh.some((item) => isSame(api, 'groupPolicyDefinitionValue', withoutLinks(value), item)),
          );
          return missing
            ? broken(show(withoutLinks(missing)), `${fresh.length} new values, none like it`, '/value')
            : kept;
        },
      },
      {
        id: 'updates',
        text: 'Every value of updated is as it was sent',
        check: ({ sent, evidence, api }) => asSent(objectsIn(sent['updated']), evidence, api),
      },
      {
        id: 'deletes',
        text: 'No value of deletedIds is in the collection afterwards',
        check: ({ sent, evidence }) => {
          const ids = Array.isArray(sent['deletedIds']) ? sent['deletedIds'] : [];
          const left = evidence.watched
            ? itemsOf(evidence.watched.after).find((item) => ids.includes(item['id'] ?? null))
            : undefined;
          return left ? broken(`no ${show(left['id'])}`, 'it is still there', '/value') : kept;
        },
      },
      {
        id: 'keeps',
        text: 'Every other value stays as it is',
        check: ({ sent, evidence, api }) => {
          const touched = [
            ...objectsIn(sent['updated']).map((value) => value['id']),
            ...(Array.isArray(sent['deletedIds']) ? sent['deletedIds'] : []),
          ];
          const others = evidence.watched
            ? itemsOf(evidence.watched.before).filter((item) => !touched.includes(item['id'] ?? null))
            : [];
          return others.length === 0 ? open('there was no other value') : asSent(others, evidence, api);
        },
      },
    ],
  },
  'groupPolicyMigrationReport/createMigrationReport': {
    watch: 'groupPolicyMigrationReports',
    made: isReportOn,
    effects: [
      {
        id: 'creates',
        text: 'A report on the group policy object is there afterwards',
        check: ({ sent, evidence }) => {
          const fresh = appeared(evidence);
          if (fresh.some((item) => isReportOn(item, sent))) return kept;
          return broken(
            'a new report with the groupPolicyObjectId that was sent',
            `${fresh.length} new reports, none with it`,
            '/value',
          );
        },
      },
    ],
  },
  'groupPolicyMigrationReport/updateScopeTags': {
    modifies: true,
    effects: [
      {
        id: 'sets',
        text: 'roleScopeTagIds is afterwards as sent',
        check: ({ sent, evidence }) => hasValue(evidence, 'roleScopeTagIds', sent['roleScopeTagIds']),
      },
    ],
  },
  'groupPolicyUploadedDefinitionFile/addLanguageFiles': {
    modifies: true,
    effects: [
      {
        id: 'adds',
        text: 'Every language file that was sent is there afterwards',
        check: ({ sent, evidence, api }) => holdsFiles(evidence, objectsIn(sent[languageFiles]), api),
      },
      {
        id: 'keeps',
        text: 'Every language file that was there stays',
        check: ({ evidence, api }) => holdsFiles(evidence, objectsIn(entityIn(evidence.before)?.[languageFiles]), api),
      },
    ],
  },
  'groupPolicyUploadedDefinitionFile/updateLanguageFiles': {
    modifies: true,
    effects: [
      {
        id: 'updates',
        text: 'Every language file that was sent is afterwards as sent',
        check: ({ sent, evidence, api }) => holdsFiles(evidence, objectsIn(sent[languageFiles]), api),
      },
      {
        id: 'keeps',
        text: 'Every other language file stays as it is',
        check: ({ sent, evidence, api }) => holdsFiles(evidence, otherFiles(sent, evidence), api),
      },
    ],
  },
  'groupPolicyUploadedDefinitionFile/removeLanguageFiles': {
    modifies: true,
    effects: [
      {
        id: 'removes',
        text: 'No language file that was sent is there afterwards',
        check: ({ sent, evidence }) => {
          const codes = objectsIn(sent[languageFiles]).map((file) => file['languageCode']);
          const files = filesAfter(evidence);
          if (!files) return open('it was not read afterwards');
          const left = files.find((file) => codes.includes(file['languageCode']));
          return left
            ? broken(`no file for ${show(left['languageCode'])}`, 'it is still there', `/${languageFiles}`)
            : kept;
        },
      },
      {
        id: 'keeps',
        text: 'Every other language file stays as it is',
        check: ({ sent, evidence, api }) => holdsFiles(evidence, otherFiles(sent, evidence), api),
      },
    ],
  },
  'groupPolicyUploadedDefinitionFile/uploadNewVersion': {
    modifies: true,
    effects: [
      {
        id: 'sets',
        text: 'content is afterwards as sent',
        check: ({ sent, evidence }) => hasValue(evidence, 'content', sent['content']),
      },
      {
        id: 'files',
        text: 'The language files are afterwards as sent',
        check: ({ sent, evidence, api }) => holdsFiles(evidence, objectsIn(sent[languageFiles]), api),
      },
    ],
  },
  'groupPolicyUploadedDefinitionFile/remove': {
    effects: [
      {
        id: 'removes',
        text: 'The file is not found any more',
        check: ({ evidence }) => {
          const answer = evidence.reads[0]?.exchange.answer;
          if (!answer) return open('it was not read afterwards');
          return answer.status === 404 ? kept : broken('status 404', `status ${answer.status}`);
        },
      },
    ],
  },
};

function isReportOn(item: JsonObject, sent: JsonObject): boolean {
  const file = sent['groupPolicyObjectFile'];
  return (
    isObject(file) &&
    show(item['groupPolicyObjectId']).toLowerCase() === show(file['groupPolicyObjectId']).toLowerCase()
  );
}

/** The items of the watched collection that were not there before. */
function appeared({ watched }: Evidence): JsonObject[] {
  if (!watched) return [];
  const before = new Set(itemsOf(watched.before).map((item) => item['id']));
  return itemsOf(watched.after).filter((item) => !before.has(item['id']));
}

function withoutLinks(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.includes('@odata.bind')));
}

function isSame(api: Api, type: string, expected: JsonObject, received: JsonObject): boolean {
  return differenceOfInstances(api.types, type, expected, received) === undefined;
}

function asSent(values: readonly JsonObject[], { watched }: Evidence, api: Api): Finding {
  const after = watched ? itemsOf(watched.after) : [];
  for (const value of values) {
    const item = after.find((candidate) => candidate['id'] === value['id']);
    if (!item) return broken(`the value ${show(value['id'])}`, 'it is not listed', '/value');
    const difference = differenceOfInstances(api.types, 'groupPolicyDefinitionValue', value, item);
    if (difference)
      return broken(
        show(difference.expected),
        show(difference.received),
        `/value/${after.indexOf(item)}${difference.pointer}`,
      );
  }
  return kept;
}

/** Whether assignments are, as a set, for the targets that were sent; ids and moments are the server's. */
function sameTargets(sent: JsonObject, found: readonly JsonObject[] | undefined, api: Api): Finding {
  if (!found) return open('the assignments were not read');
  const type = {
    kind: 'complex',
    name: 'deviceAndAppManagementAssignmentTarget',
    collection: true,
    nullable: true,
  } as const;
  const targets = (some: readonly JsonObject[]): JsonValue[] => some.map((assignment) => assignment['target'] ?? null);
  const due = targets(objectsIn(sent['assignments']));
  return differenceOf(api.types, type, due, targets(found), '/value')
    ? broken(show(due), show(targets(found)), '/value')
    : kept;
}

function hasValue(evidence: Evidence, name: string, due: JsonValue | undefined): Finding {
  const entity = entityIn(evidence.reads[0]?.exchange);
  if (!entity) return open('it was not read afterwards');
  return show(entity[name]) === show(due) ? kept : broken(show(due), show(entity[name]), `/${name}`);
}
