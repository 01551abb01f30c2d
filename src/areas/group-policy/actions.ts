import { entityIn } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import type { Api } from '../../model/api.ts';
import { type JsonObject, type JsonValue, objectsIn } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { identifiesAssignments, returnsTargets, showsTargets } from './assignments.ts';
import { addsValues, hidesValues, otherValues, showsValues } from './definitionValues.ts';
import { filesAfter, holdsFiles, languageFiles, otherFiles } from './languageFiles.ts';
import { isReported, isReportOn } from './migrationReports.ts';

/** What an action is for, as something that can be seen afterwards. */
export interface Effect {
  readonly id: string;
  readonly text: string;
  /** Another effect of the action, by which this one is explained where that is missing. */
  readonly defersTo?: string;
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
        check: ({ sent, evidence, api }) => returnsTargets(sent, evidence, api),
      },
      {
        id: 'identifies',
        defersTo: 'replaces',
        text: 'The assignments in the answer have the ids under which they are listed afterwards',
        check: ({ evidence }) => identifiesAssignments(evidence),
      },
      {
        id: 'replaces',
        text: 'The assignments are afterwards what was assigned, and nothing else',
        check: ({ sent, evidence, api }) => showsTargets(sent, evidence, api),
      },
    ],
  },
  'groupPolicyConfiguration/updateDefinitionValues': {
    watch: 'definitionValues',
    ids: 'deletedIds',
    effects: [
      {
        id: 'adds',
        text: 'Every value of added is in the collection afterwards, once, and no other new one',
        check: ({ sent, evidence, api }) => addsValues(objectsIn(sent['added']), evidence, api),
      },
      {
        id: 'updates',
        text: 'Every value of updated is as it was sent',
        check: ({ sent, evidence, api }) => showsValues(objectsIn(sent['updated']), evidence, api),
      },
      {
        id: 'deletes',
        text: 'No value of deletedIds is in the collection afterwards',
        check: ({ sent, evidence }) => hidesValues(idsIn(sent['deletedIds']), evidence),
      },
      {
        id: 'keeps',
        text: 'Every other value stays as it is',
        check: ({ sent, evidence, api }) => {
          const touched = [...objectsIn(sent['updated']).map(({ id = null }) => id), ...idsIn(sent['deletedIds'])];
          const others = otherValues(touched, evidence);
          return others.length === 0 ? open('there was no other value') : showsValues(others, evidence, api);
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
        text: 'A report on the group policy object and its ouDistinguishedName is there afterwards',
        check: ({ sent, evidence }) => isReported(sent, evidence),
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

function idsIn(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function hasValue(evidence: Evidence, name: string, due: JsonValue | undefined): Finding {
  const entity = entityIn(evidence.reads[0]?.exchange);
  if (!entity) return open('it was not read afterwards');
  return show(entity[name]) === show(due) ? kept : broken(show(due), show(entity[name]), `/${name}`);
}
