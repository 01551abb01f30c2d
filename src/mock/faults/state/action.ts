import { isObject, type JsonValue, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { given } from '../subject.ts';

const languageFiles = 'groupPolicyUploadedLanguageFiles';

/** Faults of actions. */
export const actionFaults: readonly Fault[] = [
  {
    name: 'do-nothing',
    text: 'answers an action or a change without doing anything',
    breaks: 'effect',
    make: (context) => (request, right) => {
      if (!context.concerns(request) || request.method === 'GET') return right();
      const undo = context.world.store.snapshot();
      const answer = right();
      undo();
      context.fired();
      return answer;
    },
  },

  {
    name: 'ignore-parameter',
    text: 'runs an action as if one of its parameters had not been given',
    breaks: 'effect',
    make: (context) => (request, right) => {
      const { property = '' } = context.scope;
      const { [property]: ignored, ...others } = given(request);
      if (!context.concerns(request, 'POST') || ignored === undefined) return right();
      context.fired();
      return right({ ...request, body: writeJson(others) });
    },
  },

  changeItems('first-item-only', 'runs an action as if only the first item of a parameter had been given', (items) =>
    items.slice(0, 1),
  ),

  changeItems('last-item-again', 'runs an action as if the last item of a parameter had been given twice', (items) => [
    ...items,
    ...items.slice(-1),
  ]),

  {
    name: 'add-language-files',
    text: 'adds language files instead of updating those of the same language',
    breaks: 'effect',
    make: (context) => (request, right) => {
      if (!context.concerns(request, 'POST') || !request.target.endsWith('/updateLanguageFiles')) return right();
      context.fired();
      return right({ ...request, target: request.target.replace(/update(\w+)$/, 'add$1') });
    },
  },

  {
    name: 'report-without-unit',
    text: 'makes a migration report of another organisational unit',
    breaks: 'effect',
    make: (context) => (request, right) => {
      const answer = right();
      const id = isObject(answer.body) ? answer.body['value'] : undefined;
      const report = context.concerns(request, 'POST') ? context.world.store.get(String(id)) : undefined;
      if (!report) return answer;
      context.fired();
      report.properties['ouDistinguishedName'] = null;
      return answer;
    },
  },

  {
    name: 'clear-others',
    text: 'runs an action, and removes what it was not to touch',
    breaks: 'effect',
    make: (context) => (request, right) => {
      const owner = context.concerns(request, 'POST')
        ? context.world.store.get(request.target.split('/').at(-2) ?? '')
        : undefined;
      if (!owner) return right();
      const { store } = context.world;
      const before = store.linked(owner, 'definitionValues');
      const answer = right();
      const sent = given(request);
      const named = idsIn(sent['updated']);
      for (const value of before) if (!named.includes(value.id)) store.remove(value);
      if (languageFiles in owner.properties)
        owner.properties[languageFiles] = request.target.endsWith('/removeLanguageFiles')
          ? []
          : (sent[languageFiles] ?? []);
      context.fired();
      return answer;
    },
  },
];

/** A fault of an action to which a parameter is given with other items. */
function changeItems(name: string, text: string, change: (items: JsonValue[]) => JsonValue[]): Fault {
  return {
    name,
    text,
    breaks: 'effect',
    make: (context) => (request, right) => {
      const { property = '' } = context.scope;
      const items = context.concerns(request, 'POST') ? given(request)[property] : undefined;
      if (!Array.isArray(items)) return right();
      context.fired();
      return right({ ...request, body: writeJson({ ...given(request), [property]: change(items) }) });
    },
  };
}

function idsIn(value: JsonValue | undefined): JsonValue[] {
  return (Array.isArray(value) ? value : []).flatMap((item) => (isObject(item) ? (item['id'] ?? []) : []));
}
