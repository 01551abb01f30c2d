import { isObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { entityOf, given } from '../subject.ts';
import { wrongType } from '../wrongValue.ts';

/** Faults of what a request leaves out. */
export const leftOutFaults: readonly Fault[] = [
  {
    name: 'spoil-default',
    text: 'gives a property that a create leaves out a value that is not of its type',
    breaks: 'sparse',
    make: (context) => (request, right) => {
      const answer = right();
      const entity = context.concerns(request, 'POST') ? entityOf(answer, context) : undefined;
      if (!entity || !isObject(answer.body)) return answer;
      const sent = given(request);
      const { properties } = context.world.types.model.structured(entity.type);
      const left = properties.findLast(({ name }) => name !== 'id');
      if (!left || properties.some(({ name }) => name in sent)) return answer;
      context.fired();
      return { ...answer, body: { ...answer.body, [left.name]: wrongType(left.type) } };
    },
  },
];
