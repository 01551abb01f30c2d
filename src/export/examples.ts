import type { RequestContract } from '../model/requestContract.ts';
import { isObject, type JsonValue } from '../value/json.ts';
import type { Pair } from './pairs.ts';

/** An example of a body: whose page it stands on, and what it holds. */
export interface Example {
  readonly name: string;
  readonly summary: string;
  readonly value: JsonValue;
}

/** The bodies that the pages of a pair show being sent. */
export function requestExamples({ contracts }: Pair): Example[] {
  return contracts.flatMap((contract) => exampleOf(contract, contract.request.example));
}

/**
 * The bodies that the pages of a pair show in answers. Where several pages describe one collection, the first example
 * holds the items of all, for such a collection holds entities of every type.
 */
export function responseExamples({ contracts }: Pair): Example[] {
  const examples = contracts.flatMap((contract) => exampleOf(contract, contract.response.example));
  const isShared = examples.length > 1 && contracts.every(({ response }) => response.body?.kind === 'collection');
  if (!isShared) return examples;
  const value = { value: examples.flatMap((example) => itemsIn(example.value)) };
  return [{ name: 'all', summary: 'The items that the pages show, together', value }, ...examples];
}

function exampleOf(contract: RequestContract, value: JsonValue | undefined): Example[] {
  return value === undefined ? [] : [{ name: contract.id.replace('/', '.'), summary: contract.title, value }];
}

function itemsIn(collection: JsonValue): JsonValue[] {
  const items = isObject(collection) ? collection['value'] : undefined;
  return Array.isArray(items) ? items : [];
}
