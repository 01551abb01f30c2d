import { isObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { entityOf, refuse } from '../subject.ts';

/** A server that takes a new version of a definition file at once, and reads it only afterwards, one at a time. */
export const slowVersion: Fault = {
  name: 'slow-version',
  text: 'goes on with a new version of a definition file for a while: with, in milliseconds',
  make: (context) => {
    let waiting: { readonly id: string | undefined; readonly due: number; readonly work: () => void } | undefined;
    return (request, right) => {
      if (waiting && performance.now() >= waiting.due) {
        waiting.work();
        waiting = undefined;
      }
      const isVersion = request.method === 'POST' && request.target.endsWith('/uploadNewVersion');
      const address = isVersion ? context.addressOf(request) : undefined;
      if (address) {
        if (waiting) return refuse(409, 'conflict');
        const due = performance.now() + Number(context.scope.with);
        waiting = { id: address.entity?.id, due, work: () => right(request) };
        context.fired();
        return { status: 204, headers: {} };
      }
      const answer = right();
      if (!waiting || !isObject(answer.body) || entityOf(answer, context)?.id !== waiting.id) return answer;
      return { ...answer, body: { ...answer.body, status: 'uploadInProgress' } };
    };
  },
};
