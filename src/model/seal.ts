import { createHash } from 'node:crypto';
import type { Contracts } from './contracts.ts';

/** The SHA-256 of each contract as it was compiled, by its path below the contracts folder. */
export type Seal = Readonly<Record<string, string>>;

/** The contracts with their paths below the contracts folder. */
export function pathsOf({ types, requests }: Contracts): [path: string, content: object][] {
  return [
    ...types.map((type): [string, object] => [type.$id, type]),
    ...requests.map((request): [string, object] => [`beta/${request.id}.json`, request]),
  ];
}

/** The seal of contracts. */
export function sealOf(contracts: Contracts): Seal {
  return Object.fromEntries(
    pathsOf(contracts).map(([path, content]) => [
      path,
      createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    ]),
  );
}

/** A sentence for each contract that is not as it was compiled, or missing, or not compiled at all. */
export function brokenSeals(contracts: Contracts, seal: Seal): string[] {
  const found = sealOf(contracts);
  const paths = [...new Set([...Object.keys(seal), ...Object.keys(found)])];
  return paths.flatMap((path) => {
    if (found[path] === seal[path]) return [];
    const what =
      found[path] === undefined ? 'is missing' : seal[path] === undefined ? 'was not compiled' : 'was changed by hand';
    return [
      `contracts/${path} ${what}; compile its page (npm run contracts), or say in contracts/errata.json what is wrong with the page`,
    ];
  });
}
