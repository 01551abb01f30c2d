import { isDeepStrictEqual } from 'node:util';
import { sanitise } from '../../value/sanitise.ts';
import type { ShardRun } from './shardRun.ts';

/** Settings that name files and addresses of the machine that a shard was run on; what they led to is compared instead. */
const ofMachine: ReadonlySet<string> = new Set(['ENV_FILE', 'GRAPH_CA', 'GRAPH_CAPABILITIES', 'GRAPH_DEVIATIONS']);

/** Something that all shards of a run have in common, and how it is shown where it differs. */
interface Fact {
  readonly name: string;
  readonly of: (shard: ShardRun) => unknown;
  /** It says nothing to a reader, such as a digest or a long list. */
  readonly isDark?: true;
}

const facts: readonly Fact[] = [
  { name: 'number of shards', of: ({ shard }) => shard.of },
  { name: 'kind of target', of: ({ results }) => results.target.kind },
  { name: 'base URL', of: ({ results }) => results.target.baseUrl },
  { name: 'tenant', of: ({ shard }) => shard.tenant, isDark: true },
  { name: 'checking of certificates', of: ({ results }) => (results.target.insecure ? 'unchecked' : 'checked') },
  { name: 'proxies', of: ({ results }) => results.target.proxies },
  { name: 'capabilities', of: ({ results }) => results.target.capabilities, isDark: true },
  { name: 'levels', of: ({ results }) => results.levels },
  { name: 'deviations', of: ({ certificate }) => certificate.deviations, isDark: true },
  { name: 'suite', of: ({ results }) => results.suite.version },
  { name: 'contracts', of: ({ results }) => results.contracts.digest },
  { name: 'command', of: ({ results }) => results.command },
  { name: 'pipeline run', of: ({ shard }) => shard.pipeline, isDark: true },
  { name: 'selection of cases', of: ({ shard }) => shard.selected, isDark: true },
];

/** A sentence for everything in which shards are not of one run, with the files that differ in it. */
export function shardDifferences(shards: readonly ShardRun[]): string[] {
  const names = (part: (shard: ShardRun) => object): string[] => [
    ...new Set(shards.flatMap((shard) => Object.keys(part(shard)))),
  ];
  const stances = names(({ certificate }) => certificate.policies.stances).map(
    (id): Fact => ({
      name: `stance on ${id}`,
      of: ({ certificate }) => certificate.policies.stances[id],
    }),
  );
  const settings = names(({ results }) => results.settings ?? {})
    .filter((name) => !ofMachine.has(name))
    .map((name): Fact => ({ name, of: ({ results }) => results.settings?.[name] }));
  return [...facts, ...stances, ...settings].flatMap((fact) => difference(fact, shards) ?? []);
}

function difference({ name, of, isDark }: Fact, shards: readonly ShardRun[]): string | undefined {
  const groups: { readonly value: unknown; readonly files: string[] }[] = [];
  for (const shard of shards) {
    const value = of(shard);
    const group = groups.find((one) => isDeepStrictEqual(one.value, value));
    if (group) group.files.push(shard.file);
    else groups.push({ value, files: [shard.file] });
  }
  if (groups.length === 1) return undefined;
  const told = groups.map(({ value, files }) => (isDark ? files.join(', ') : `${show(value)} in ${files.join(', ')}`));
  return isDark ? `the ${name} of ${told.join(' is another than that of ')}` : `the ${name} is ${told.join(' and ')}`;
}

function show(value: unknown): string {
  return value === undefined ? 'not set' : sanitise(typeof value === 'string' ? value : JSON.stringify(value), 120);
}
