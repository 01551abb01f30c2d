import { namedType } from '../instance/instance.ts';
import type { Contracts } from '../model/contracts.ts';
import { createAjv } from '../model/schemas.ts';
import { isObject } from '../value/json.ts';
import type { Sent } from './sent.ts';

/** Whether an answer's body is what the page says. */
export type Validate = (body: unknown, holds: NonNullable<Sent['holds']>) => boolean;

/** Compiles the schema of every entity type, each as one ajv validator; an entity is judged by the type that it names. */
export function compileValidators({ types }: Contracts): Validate {
  const ajv = createAjv();
  for (const schema of types) ajv.addSchema(schema, schema.$id);
  const validators = new Map(types.map(({ title, $id }) => [title, ajv.getSchema($id)]));
  return (body, { type, many }) => {
    const items: unknown = many && isObject(body) ? body['value'] : [body];
    return (
      Array.isArray(items) &&
      items.every((item: unknown) => {
        const named = isObject(item) ? namedType(item['@odata.type']) : undefined;
        return validators.get(named ?? type)?.(item) === true;
      })
    );
  };
}
