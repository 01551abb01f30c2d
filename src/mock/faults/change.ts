import { isObject, type JsonObject, type JsonValue } from '../../value/json.ts';
import type { Fault, FaultContext } from '../fault.ts';
import type { MockAnswer, MockRequest } from '../message.ts';

type Named = Pick<Fault, 'name' | 'text' | 'breaks' | 'needs'>;

/** A fault that makes something else of right answers; undefined leaves an answer as it is. Refusals stay right. */
export function changeAnswer(
  named: Named,
  change: (answer: MockAnswer, context: FaultContext, request: MockRequest) => MockAnswer | undefined,
): Fault {
  return {
    ...named,
    make: (context) => (request, right) => {
      const answer = right();
      const isPlain = !request.target.includes('$expand');
      const changed =
        isPlain && context.concerns(request) && answer.status < 300 ? change(answer, context, request) : undefined;
      if (changed) context.fired();
      return changed ?? answer;
    },
  };
}

/** A fault that changes the entities in right answers, the body itself or the items of a collection; false leaves one as it is. */
export function changeInstances(named: Named, change: (instance: JsonObject, context: FaultContext) => boolean): Fault {
  return changeAnswer(named, (answer, context) => {
    const body = structuredClone(answer.body);
    if (!isObject(body)) return undefined;
    const changed = instancesIn(body).map((instance) => change(instance, context));
    return changed.includes(true) ? { ...answer, body } : undefined;
  });
}

/** The entities of a body: the items of a collection, or the body itself. */
export function instancesIn(body: JsonObject): JsonObject[] {
  const items = body['value'];
  return Array.isArray(items) ? items.filter(isObject) : [body];
}

/** Replaces (or, with undefined, removes) the values of a property path in an instance; false where there is none. */
export function replaceAt(
  instance: JsonObject,
  path: string,
  replace: (value: JsonValue) => JsonValue | undefined,
): boolean {
  const [name = '', ...rest] = path.split('/');
  const value = instance[name];
  if (value === undefined) return false;
  if (rest.length > 0) {
    const nested = (Array.isArray(value) ? value : [value]).filter(isObject);
    return nested.map((inner) => replaceAt(inner, rest.join('/'), replace)).includes(true);
  }
  const replaced = replace(value);
  if (replaced === undefined) delete instance[name];
  else instance[name] = replaced;
  return true;
}
