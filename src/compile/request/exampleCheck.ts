import { inspect } from '../../instance/instance.ts';
import type { Body } from '../../model/requestContract.ts';
import type { Types } from '../../model/types.ts';
import { isObject, type JsonObject, type JsonValue } from '../../value/json.ts';

type Complain = (found: string, expected: string) => void;

interface Instance {
  readonly type: string;
  readonly value: JsonObject;
  readonly pointer: string;
}

/** Holds an example body against the types it is made of; one that is sent may leave properties out, others may not. */
export function checkExample(
  example: JsonValue | undefined,
  body: Body | undefined,
  isSent: boolean,
  types: Types,
  complain: Complain,
): void {
  if (!body) {
    if (example !== undefined) complain('an example with a body', 'none, as the page states');
    return;
  }
  for (const instance of instancesIn(example, body, types, complain)) {
    for (const flaw of inspect(types, instance.type, instance.value, instance.pointer)) {
      if (flaw.kind === 'returned' && isSent) continue;
      complain(`${flaw.received} at ${flaw.pointer} of the example`, flaw.expected);
    }
  }
}

/** The instances of structured types in an example body. */
function instancesIn(example: JsonValue | undefined, body: Body, types: Types, complain: Complain): Instance[] {
  const instances = (value: JsonValue | undefined, type: string, pointer: string): Instance[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => instances(item, type, `${pointer}/${index}`));
    if (isObject(value)) return [{ type, value, pointer }];
    complain(`no object at ${pointer} of the example`, `an instance of ${type}`);
    return [];
  };
  if (!isObject(example)) {
    complain('an example body that is not an object', 'an object');
    return [];
  }
  if (body.kind === 'entity') return [{ type: body.type, value: example, pointer: '' }];
  if (body.kind === 'collection') return instances(example['value'], body.type, '/value');
  if (body.kind === 'value') return [];
  return Object.entries(body.properties).flatMap(([name, schema]) => {
    const type = types.model.valueType(schema);
    return type.kind === 'complex' || type.kind === 'entity' ? instances(example[name], type.name, `/${name}`) : [];
  });
}
