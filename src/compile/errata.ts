import { isDeepStrictEqual } from 'node:util';
import type { Contracts } from '../model/contracts.ts';

/**
 * A correction of a page that is wrong: in the contract at `contract` (`groupPolicyOperation/create`, or
 * `groupPolicyOperation/schema` for a type), what stands at JSON pointer `at` (`fact`, left out where nothing stands)
 * becomes `correction` (left out to remove it).
 */
export interface Erratum {
  readonly contract: string;
  readonly at: string;
  readonly fact?: unknown;
  readonly correction?: unknown;
  readonly because: string;
  readonly evidence: string;
}

/**
 * The contracts with errata applied, and a sentence for each erratum that fits no contract, no longer finds its fact, or
 * changes nothing. `contracts` must hold every contract that errata name; copies are changed, never the given objects.
 */
export function applyErrata(
  contracts: Contracts,
  errata: readonly Erratum[],
): { contracts: Contracts; problems: string[] } {
  const copy: Contracts = structuredClone(contracts);
  const problems = errata.flatMap((erratum) => applyErratum(copy, erratum));
  return { contracts: copy, problems };
}

function applyErratum(contracts: Contracts, { contract, at, fact, correction }: Erratum): string[] {
  const where = `errata.json: ${contract}#${at}`;
  const target: unknown =
    contracts.types.find((type) => `${type.title}/schema` === contract) ??
    contracts.requests.find((request) => request.id === contract);
  const tokens = at
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = tokens.pop();
  if (target === undefined) return [`${where}: no such contract; expected one that a page compiles to`];
  const parent = tokens.reduce<unknown>((value, token) => (isContainer(value) ? value[token] : undefined), target);
  if (name === undefined || !isContainer(parent))
    return [`${where}: nothing stands there; expected a JSON pointer into the contract`];
  if (!isDeepStrictEqual(parent[name], fact)) {
    return [
      `${where}: ${describe(parent[name])}; expected the fact ${describe(fact)}; the page has changed, review the erratum`,
    ];
  }
  if (isDeepStrictEqual(fact, correction)) return [`${where}: the correction changes nothing; delete the erratum`];
  if (correction === undefined) delete parent[name];
  else parent[name] = correction;
  return [];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function describe(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
