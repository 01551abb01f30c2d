import type { Model, StructuredType } from '../../model/model.ts';
import { type Body, type RequestContract, resourceOf } from '../../model/requestContract.ts';
import { didYouMean } from '../../value/nearNames.ts';
import { UsageError } from './usageError.ts';

/** What bodies have besides properties of their types. */
const everywhere = ['@odata.type', '@odata.nextLink', 'value'];

/**
 * Throws `UsageError` for a property, as names from the root joined by `/`, that nothing has which requests carry, answer or
 * are about: no fault would ever show there.
 */
export function checkProperty(property: string, requests: readonly RequestContract[], model: Model): void {
  const bodies = requests.flatMap(({ request, response }) => [request.body, response.body]);
  const roots = [...requests.map(resourceOf), ...bodies.flatMap((body) => typesIn(body))];
  const parameters = bodies.flatMap((body) => (body?.kind === 'parameters' ? Object.keys(body.properties) : []));
  const [first = '', ...rest] = property.split('/');
  if (rest.length > 0 && parameters.includes(first)) return;
  let types = structuredOf(roots, model);
  const names = new Set([...everywhere, ...parameters]);
  for (const name of [first, ...rest]) {
    for (const type of types) for (const one of namesOf(type)) names.add(one);
    if (!names.has(name))
      throw new UsageError(
        `--fault-property ${property}: nothing there has a property ${name}${didYouMean(name, names) || '; see the documentation page of the request'}`,
      );
    types = structuredOf(
      types.flatMap((type) => typesBelow(type, name)),
      model,
    );
    names.clear();
    for (const one of everywhere) names.add(one);
  }
}

function typesIn(body: Body | undefined): string[] {
  return body?.kind === 'entity' || body?.kind === 'collection' ? [body.type] : [];
}

function structuredOf(names: readonly string[], model: Model): StructuredType[] {
  return [...new Set(names)].flatMap((name) => {
    if (!model.names.includes(name) || model.schema(name)?.type !== 'object') return [];
    const type = model.structured(name);
    return [type, ...type.descendants.map((one) => model.structured(one))];
  });
}

function namesOf({ properties, navigation }: StructuredType): string[] {
  return [...properties.map(({ name }) => name), ...Object.keys(navigation)];
}

function typesBelow({ properties, navigation }: StructuredType, name: string): string[] {
  const below = navigation[name];
  return [...properties.flatMap((one) => (one.name === name ? one.type.name : [])), ...(below ? [below.type] : [])];
}
