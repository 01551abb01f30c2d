import { isObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { refuse } from '../subject.ts';

/** Ways in which a server is not available, or says more than it is asked. */
export const mannerFaults: readonly Fault[] = [
  {
    name: 'throttle',
    text: 'answers 429 so many times (with: times), and says after how many seconds to come back (with: after)',
    make: (context) => {
      const { times = 1, after = undefined } = isObject(context.scope.with) ? context.scope.with : {};
      let left = Number(times);
      return (request, right) => {
        if (left <= 0 || !context.concerns(request)) return right();
        left -= 1;
        context.fired();
        const answer = refuse(429, 'activityLimitReached');
        const headers = after === undefined ? {} : { 'retry-after': String(after) };
        return { ...answer, headers: { ...answer.headers, ...headers } };
      };
    },
  },

  {
    name: 'answer-twice',
    text: 'sends a second answer to a request on the same connection',
    breaks: 'unasked',
    make: (context) => (request, right) => {
      if (!context.concerns(request)) return right();
      context.fired();
      return { ...right(), twice: true };
    },
  },
];
