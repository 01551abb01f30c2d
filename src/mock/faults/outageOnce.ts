import type { Fault } from '../fault.ts';
import { refuse } from './subject.ts';

/** A server behind a gateway that is without an answer for a moment. */
export const outageOnce: Fault = {
  name: 'outage-once',
  text: 'answers the first request with the status of an outage: with',
  needs: 'a status',
  make: (context) => {
    let isDue = true;
    return (request, right) => {
      if (!isDue || !context.concerns(request)) return right();
      isDue = false;
      context.fired();
      return refuse(Number(context.scope.with), 'BadGateway');
    };
  },
};
