import { createApi, declaredType } from '../model/api.ts';
import type { Contracts } from '../model/contracts.ts';
import { parameterIn, segmentsOf } from '../model/path.ts';
import type { RequestContract } from '../model/requestContract.ts';
import { isObject } from '../value/json.ts';
import { Components } from './components.ts';
import type { SchemaObject } from './edmSchema.ts';
import { errorResponses, errorSchema } from './errorResponses.ts';
import { operationOf, queryParameters } from './operation.ts';
import { pairsOf } from './pairs.ts';

/** Where an export comes from: the version of the suite, and the digest of the contracts (SHA-256 in hexadecimal). */
export interface Origin {
  readonly version: string;
  readonly digest: string;
}

/** The base URL of the live service of the public cloud. */
export const graphBaseUrl = 'https://graph.microsoft.com/beta';

/** The OpenAPI 3.1 document of what the contracts promise: an operation for each documented method and path. */
export function openapiOf(contracts: Contracts, { version, digest }: Origin): SchemaObject {
  const api = createApi(contracts);
  const components = new Components(contracts);
  const pairs = pairsOf(contracts);
  const paths = new Map<string, Record<string, SchemaObject>>();
  for (const pair of pairs) {
    const item = paths.get(pair.path) ?? {};
    item[pair.method.toLowerCase()] = operationOf(pair, components, declaredType(api, pair.path));
    paths.set(pair.path, item);
  }
  const tags = new Set(pairs.map(({ path }) => declaredType(api, path)));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Intune Group Policy in Microsoft Graph beta',
      version,
      description: "What the pages of Microsoft's documentation promise, as far as OpenAPI can say it.",
      'x-contracts': { count: contracts.types.length + contracts.requests.length, digest },
    },
    servers: [{ url: graphBaseUrl }],
    tags: [...tags].sort().map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: {
      schemas: { error: errorSchema, ...components.schemas },
      parameters: { ...keyParameters(contracts), ...queryParameters },
      responses: errorResponses,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

/** The parameters in paths: keys, with the id that a page shows for an entity of the type. */
function keyParameters({ requests }: Contracts): SchemaObject {
  const templates = requests.flatMap(({ request }) => request.paths);
  const names = new Set(templates.flatMap(segmentsOf).flatMap((segment) => parameterIn(segment) ?? []));
  const entries = [...names].sort().map((name) => {
    const type = name.replace(/Id$/, '');
    const id = shownId(requests, type);
    const described = { name, in: 'path', required: true, description: `id of a ${type}`, schema: { type: 'string' } };
    return [name, id === undefined ? described : { ...described, example: id }];
  });
  return Object.fromEntries(entries);
}

function shownId(requests: readonly RequestContract[], type: string): string | undefined {
  const example = requests.find(({ id }) => id === `${type}/get`)?.response.example;
  const id = isObject(example) ? example['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
