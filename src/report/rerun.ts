import { shellWord } from './shellWord.ts';

/** The variables that decide what a run asks and of whom, and hold no secret. */
const repeated: readonly string[] = [
  'ENV_FILE',
  'GRAPH_TARGET',
  'GRAPH_BASE_URL',
  'GRAPH_CAPABILITIES',
  'GRAPH_LEVELS',
  'GRAPH_POLICIES',
  'GRAPH_DEVIATIONS',
  'GRAPH_SEED',
  'GRAPH_CONVERGENCE_MS',
  'GRAPH_CA',
  'GRAPH_CLOUD',
  'GRAPH_CREDENTIAL',
  'GRAPH_WRITES',
];

/** The variables of an environment that a rerun needs, without secrets. */
export function rerunSettings(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(repeated.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** The command that runs one case alone, as it was run. */
export function rerunCommand(id: string, settings: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(settings).map(([name, value]) => `${name}=${shellWord(value)} `);
  return `${variables.join('')}npm run conformance -- --only '${id}'`;
}
