import { isObject, type JsonObject, type JsonValue, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { changeAnswer, changeInstances } from '../change.ts';

/** What a careless or hostile writer makes of the text of a body, by name. */
const texts: Readonly<Record<string, (text: string) => string>> = {
  cut: (text) => text.slice(0, -10),
  'byte-order-mark': (text) => `\uFEFF${text}`,
  'script-guard': (text) => `)]}',\n${text}`,
  escaped: (text) => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, escapeLetters),
  spaced: (text) => `\n\t ${text}\r\n`,
};

/** A JSON string with its letters as escapes; what is escaped already stays. */
function escapeLetters(token: string): string {
  return token.replaceAll(/\\u[0-9a-f]{4}|\\.|[a-z]/gi, (found) =>
    found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What becomes of the members of a body, by name. */
const shapes: Readonly<Record<string, (body: JsonObject) => JsonValue>> = {
  wrapped: (body) => ({ value: body }),
  'bare-array': (body) => body['value'] ?? body,
  'renamed-value': ({ value, ...rest }) => ({ ...rest, values: value ?? null }),
  'pascal-case': (body) => renamed(body, (name) => name.charAt(0).toUpperCase() + name.slice(1)),
  reversed: reverse,
  'context-last': ({ '@odata.context': context, ...rest }) => ({ ...rest, '@odata.context': context ?? '' }),
  shuffled: (body) => (Array.isArray(body['value']) ? { ...body, value: body['value'].toReversed() } : body),
};

function renamed(body: JsonObject, rename: (name: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [rename(name), value]));
}

function reverse(value: JsonObject): JsonObject {
  const turn = (one: JsonValue): JsonValue => (Array.isArray(one) ? one.map(turn) : isObject(one) ? reverse(one) : one);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turn(member)]),
  );
}

/** Faults that say in their scope (`with`) what is put in the place of what is right. */
export const answerFaults: readonly Fault[] = [
  changeAnswer(
    { name: 'answer-status', text: 'answers with a status of its own', needs: 'a status' },
    (answer, { scope }) => {
      const { body, ...head } = answer;
      const status = Number(scope.with);
      if (status === 204) return { ...head, status };
      return { ...head, status, body: body ?? {}, headers: { 'content-type': 'application/json', ...head.headers } };
    },
  ),

  changeAnswer({ name: 'drop-header', text: 'leaves a header out' }, (answer, { scope }) => {
    const headers = Object.entries(answer.headers).filter(([name]) => name !== scope.with);
    return headers.length === Object.keys(answer.headers).length
      ? undefined
      : { ...answer, headers: Object.fromEntries(headers) };
  }),

  changeAnswer({ name: 'set-headers', text: 'has headers of its own' }, (answer, { scope }) => {
    const headers = isObject(scope.with)
      ? Object.entries(scope.with).map(([name, value]) => [name, String(value)])
      : [];
    return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(headers) } };
  }),

  changeAnswer({ name: 'write-body', text: 'writes the body in a way of its own' }, (answer, { scope }) => {
    const change = texts[String(scope.with)];
    return change && answer.body !== undefined ? { ...answer, text: change(writeJson(answer.body)) } : undefined;
  }),

  changeAnswer({ name: 'reshape', text: 'gives the body members of its own' }, (answer, { scope }) => {
    const change = shapes[String(scope.with)];
    return change && isObject(answer.body) ? { ...answer, body: change(answer.body) } : undefined;
  }),

  changeInstances({ name: 'add-properties', text: 'shows properties of its own' }, (instance, { scope }) => {
    Object.assign(instance, scope.with);
    return isObject(scope.with ?? null);
  }),
];
