import type { Contracts } from '../model/contracts.ts';
import { parameterIn } from '../model/path.ts';
import { type RequestContract, resourceOf } from '../model/requestContract.ts';
import type { JsonValue } from '../value/json.ts';
import type { SchemaObject } from './edmSchema.ts';
import { responseExamples } from './examples.ts';
import { graphBaseUrl } from './openapi.ts';
import { type Pair, pairsOf } from './pairs.ts';

/** A mock of Dev Proxy's MockResponsePlugin: the first one whose method, URL (`*` for any text) and fragment of the body match answers. */
interface Mock {
  readonly request: { readonly url: string; readonly method: string; readonly bodyFragment?: string };
  readonly response: {
    readonly statusCode: number;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly body?: JsonValue;
  };
}

const mocksSchema =
  'https://raw.githubusercontent.com/dotnet/dev-proxy/main/schemas/v2.2.0/mockresponseplugin.mocksfile.schema.json';

/** The mocks file of Dev Proxy with which every documented request is answered as its page shows. */
export function devproxyOf(contracts: Contracts): SchemaObject {
  return { $schema: mocksSchema, mocks: pairsOf(contracts).sort(mostSpecificFirst).flatMap(mocksOf) };
}

/** Deeper paths first, for `*` takes slashes too; of paths of one depth, a name before a key at the first place where they differ. */
function mostSpecificFirst(one: Pair, other: Pair): number {
  const names = one.path.split('/');
  const others = other.path.split('/');
  if (names.length !== others.length) return others.length - names.length;
  const at = names.findIndex((name, index) => isKey(name) !== isKey(others[index]));
  return at < 0 ? 0 : isKey(names[at]) ? 1 : -1;
}

function isKey(segment = ''): boolean {
  return parameterIn(segment) !== undefined;
}

/** The mocks of a pair: where its pages send entities of several types, one for each type, and one for what names no type. */
function mocksOf(pair: Pair): Mock[] {
  const { method, path, contracts } = pair;
  const [first, ...more] = contracts;
  const pattern = `${graphBaseUrl}${path.replaceAll(/\{\w+\}/g, '*')}`;
  const example = responseExamples(pair)[0]?.value;
  const isTold = more.length > 0 && first.request.body?.kind === 'entity';
  const told = isTold ? contracts.map((contract) => mock(pattern, contract, contract.response.example, true)) : [];
  const plain = [mock(pattern, first, example)];
  const takesOptions = method === 'GET' && first.request.queryOptions && !pattern.endsWith('*');
  return [...told, ...plain, ...(takesOptions ? [mock(`${pattern}?*`, first, example)] : [])];
}

function mock(url: string, contract: RequestContract, body: JsonValue | undefined, isTold = false): Mock {
  const { method } = contract.request;
  return {
    request: { url, method, ...(isTold ? { bodyFragment: `microsoft.graph.${resourceOf(contract)}"` } : {}) },
    response: {
      statusCode: contract.response.status,
      ...(body === undefined ? {} : { headers: [{ name: 'content-type', value: 'application/json' }], body }),
    },
  };
}
