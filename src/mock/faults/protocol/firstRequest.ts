import type { JsonValue } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { refuse } from '../subject.ts';

/** Ways in which a server refuses a request, and takes it when it is sent again. */
export const onceFaults: readonly Fault[] = [
  refusesOnce(
    { name: 'conflict-once', text: 'refuses a request with 409, and takes it when it is sent again' },
    () => 409,
    'nameAlreadyExists',
  ),
  refusesOnce(
    {
      name: 'outage-once',
      text: 'answers the first request with the status of an outage: with',
      needs: 'a status',
    },
    Number,
    'BadGateway',
  ),
];

/** A fault that refuses the first request that it concerns, with the status that `statusOf` reads from what it is told by `with`. */
function refusesOnce(
  named: Pick<Fault, 'name' | 'text' | 'needs'>,
  statusOf: (told: JsonValue | undefined) => number,
  code: string,
): Fault {
  return {
    ...named,
    make: (context) => {
      let isDue = true;
      return (request, right) => {
        if (!isDue || !context.concerns(request)) return right();
        isDue = false;
        context.fired();
        return refuse(statusOf(context.scope.with), code);
      };
    },
  };
}
