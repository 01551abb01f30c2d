import { isObject, type JsonValue, writeJson } from '../../contract/json.ts';
import type { Fault } from '../fault.ts';
import { given } from './subject.ts';

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

function idsIn(value: JsonValue | undefined): JsonValue[] {
  return (Array.isArray(value) ? value : []).flatMap((item) => (isObject(item) ? (item['id'] ?? []) : []));
}
