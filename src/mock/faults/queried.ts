import { isObject, type JsonObject } from '../../value/json.ts';
import type { Fault, FaultContext } from '../fault.ts';
import type { MockRequest } from '../message.ts';

/** A fault of the answer to a query option; `undefined` leaves it as it is. */
export function changeQueried(
  named: Pick<Fault, 'name' | 'text' | 'breaks'>,
  option: string,
  change: (body: JsonObject, request: MockRequest, context: FaultContext) => JsonObject | undefined,
): Fault {
  return {
    ...named,
    make: (context) => {
      let seen = 0;
      return (request, right) => {
        const answer = right();
        const [path = '', query = ''] = request.target.split('?');
        const isMeant = new URLSearchParams(query).has(option) && context.concerns({ ...request, target: path }, 'GET');
        const changed =
          isMeant && answer.status === 200 && isObject(answer.body) ? change(answer.body, request, context) : undefined;
        if (changed) seen += 1;
        if (!changed || seen <= (context.scope.after ?? 0)) return answer;
        context.fired();
        return { ...answer, body: changed };
      };
    },
  };
}
