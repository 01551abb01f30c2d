import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { instancesIn } from '../change.ts';

const type = 'groupPolicyUploadedDefinitionFile';

/** A server that says itself how far it is with an uploaded definition file, whatever it is sent. */
export const ownStatus: Fault = {
  name: 'own-status',
  text: 'has a status of its own for an uploaded definition file: in progress for a while (with, in milliseconds), then available',
  make: (context) => {
    const changed = new Map<string, number>();
    return (request, right) => {
      const answer = right();
      if (answer.status >= 300 || !isObject(answer.body)) return answer;
      const body = structuredClone(answer.body);
      const show = (instance: JsonObject): void => {
        const id = String(instance['id']);
        if (!('status' in instance) || context.world.store.get(id)?.type !== type) return;
        if (request.method !== 'GET') changed.set(id, performance.now());
        const age = performance.now() - (changed.get(id) ?? Number.NEGATIVE_INFINITY);
        instance['status'] = age < Number(context.scope.with) ? 'uploadInProgress' : 'available';
        context.fired();
      };
      for (const instance of instancesIn(body)) show(instance);
      return { ...answer, body };
    };
  },
};
