import { namedType } from '../../../instance/instance.ts';
import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import { instancesIn } from '../change.ts';

/** A server that names the type of an entity only where the path does not declare it (OData JSON Format §4.6.3). */
export const minimalTypes: Fault = {
  name: 'minimal-types',
  text: 'leaves @odata.type out where an entity is of the type that its path declares',
  make: (context) => (request, right) => {
    const answer = right();
    const declared = context.addressOf(request)?.type;
    if (answer.status >= 300 || declared === undefined || !isObject(answer.body)) return answer;
    const body = structuredClone(answer.body);
    for (const instance of instancesIn(body)) leaveOut(instance, declared, context);
    return { ...answer, body };
  },
};

function leaveOut(instance: JsonObject, declared: string, context: FaultContext): void {
  const { model } = context.world.types;
  const type = namedType(instance['@odata.type']);
  if (type === undefined) return;
  if (type === declared) {
    delete instance['@odata.type'];
    context.fired();
  }
  for (const [name, target] of Object.entries(model.structured(type).navigation)) {
    const expanded = instance[name];
    for (const other of Array.isArray(expanded) ? expanded : [expanded ?? null])
      if (isObject(other)) leaveOut(other, target.type, context);
  }
}
