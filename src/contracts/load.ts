import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteRoot } from '../files/root.ts';
import type { Policy } from '../judge/policy.ts';
import type { Contracts } from '../model/contracts.ts';
import type { RequestContract } from '../model/requestContract.ts';
import { Safety, type SafetyContent } from '../model/safety.ts';
import type { Seal } from '../model/seal.ts';
import type { TypeSchema } from '../model/typeSchema.ts';

/** The folder of the contracts that come with the suite. */
export const contractsFolder = join(suiteRoot, 'contracts/');

/** Reads all contracts below a folder's `beta/`, in the order of their paths; none without that folder; throws on a file that is not JSON. */
export function loadContracts(folder = contractsFolder): Contracts {
  const types: TypeSchema[] = [];
  const requests: RequestContract[] = [];
  const root = join(folder, 'beta');
  if (!existsSync(root)) return { types, requests };
  for (const directory of readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort(byName)) {
    for (const file of readdirSync(join(root, directory.name)).sort()) {
      const content: unknown = JSON.parse(readFileSync(join(root, directory.name, file), 'utf8'));
      if (file === 'schema.json') types.push(content as TypeSchema);
      else requests.push(content as RequestContract);
    }
  }
  return { types, requests };
}

/** Reads what the documented requests do to a tenant. */
export function loadSafety(folder = contractsFolder): Safety {
  return new Safety(read<SafetyContent>(folder, 'safety.json'));
}

/** Reads the seal that the contracts were given when they were compiled. */
export function loadSeal(folder = contractsFolder): Seal {
  return read<Seal>(folder, 'seal.json');
}

/** Reads what is in question where the documentation is silent, with the stances that the suite comes with. */
export function loadPolicies(folder = contractsFolder): readonly Policy[] {
  return read<{ policies: Policy[] }>(folder, 'policies.json').policies;
}

/** Reads the JSON Schema that the suite has for a kind of file, such as `deviations`. */
export function loadSchema(kind: string, folder = contractsFolder): object {
  return read<object>(folder, `${kind}.schema.json`);
}

function read<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
