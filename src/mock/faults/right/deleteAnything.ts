import type { Fault } from '../../fault.ts';

/** A server to which DELETE means that the entity is not there afterwards, whether or not it was there before. */
export const deleteAnything: Fault = {
  name: 'delete-anything',
  text: 'answers 204 when what is not there is deleted',
  make: (context) => (request, right) => {
    const answer = right();
    if (request.method !== 'DELETE' || answer.status !== 404 || !context.concerns(request)) return answer;
    context.fired();
    return { status: 204, headers: {} };
  },
};
