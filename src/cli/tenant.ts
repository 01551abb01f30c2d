import { readUpload } from '../arrange/definitionFile.ts';
import { loadContracts } from '../contracts/load.ts';
import { createApi } from '../model/api.ts';
import { onlyReads } from '../settings/credentialNames.ts';
import type { WriteMode } from '../settings/writeMode.ts';
import { frontOf, type Manners } from '../tenant/manners.ts';
import { populate } from '../tenant/population.ts';
import { proofNames, startTenant, type TenantOptions } from '../tenant/tenant.ts';
import { troubles } from '../tenant/trouble.ts';
import { didYouMean } from '../value/nearNames.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { chosenFaults } from './option/mockFaults.ts';
import { UsageError } from './option/usageError.ts';
import type { Interruption } from './process/interruption.ts';
import { listening, portIn, serveUntilStopped } from './process/listening.ts';
import { checkTemporary } from './process/temporary.ts';
import { environmentText, writeEnvironmentFile } from './tenantEnvironment.ts';

const command = {
  name: 'tenant',
  usage: `[--env .env.tenant] [--port 4020] [--credential <kind>] [--writes none|own|dedicated]
         [--refuse <trouble>] [--throttle <share>] [--outage <share>] [--cut <share>] [--empty]
         [--fault <name>[=<value>] …] [--fault-on "<METHOD> <path template>"] [--fault-property <name>]
  serves a stand-in for a tenant (Graph and its token endpoint, over TLS on loopback) until it is stopped, and writes
  the settings of a run against it to a file for ENV_FILE. It holds entities of every type, unless it is --empty.
  --credential: ${proofNames.join(', ')}; token only reads
  --refuse: ${Object.keys(troubles).join(', ')}
  a share is a part of the requests, from 0 to 1, that is throttled, answered with 503, or cut;
  npm run mock -- --faults lists the ways in which Graph can be wrong`,
  options: {
    env: { type: 'string' },
    port: { type: 'string' },
    credential: { type: 'string' },
    writes: { type: 'string' },
    refuse: { type: 'string' },
    throttle: { type: 'string' },
    outage: { type: 'string' },
    cut: { type: 'string' },
    empty: { type: 'boolean' },
    fault: { type: 'string', multiple: true },
    'fault-on': { type: 'string' },
    'fault-property': { type: 'string' },
  },
} as const;

const writeModes = ['none', 'own', 'dedicated'] as const;

/** Serves a stand-in for a tenant and writes the settings of a run against it. */
async function tenant(
  values: Values<typeof command>,
  _operands: readonly string[],
  interruption: Interruption,
): Promise<number> {
  const { env: file = '.env.tenant', fault = [], 'fault-on': on, 'fault-property': property, empty = false } = values;
  const proof = oneOf('--credential', values.credential ?? 'client-secret', proofNames);
  const writes = oneOf('--writes', values.writes ?? 'none', writeModes);
  const port = portIn(values.port ?? '4020');
  const trouble = values.refuse === undefined ? undefined : troubles[oneOf('--refuse', values.refuse, troubleNames)];
  if (onlyReads(proof)) refuseBesideToken(values.refuse, writes);
  const contracts = loadContracts();
  const api = createApi(contracts);
  const where = { ...(on === undefined ? {} : { on }), ...(property === undefined ? {} : { property }) };
  const faults = chosenFaults(fault, where, contracts.requests, api.types.model);
  const options: TenantOptions = {
    proof,
    graph: { api, faults },
    ...(empty ? {} : { populate: (graph, token) => populate(graph, token, api, readUpload()) }),
    ...trouble?.options,
    front: { port, ...frontOf(mannersIn(values), Math.random), ...trouble?.options.front },
  };
  checkTemporary();
  const running = await listening(startTenant(options), `127.0.0.1, port ${port}`);
  const announce = (): void => {
    writeEnvironmentFile(file, environmentText(running, writes));
    process.stdout.write(
      `tenant listening on ${running.front.baseUrl}; its settings are in ${file}\nrehearse with ENV_FILE=${file} npm run conformance, and stop the tenant with Ctrl+C\n`,
    );
  };
  await serveUntilStopped(interruption, () => running.close(), announce);
  process.stdout.write(
    `${running.front.requests.length} requests and ${running.entra.requests.length} requests for tokens were answered\n`,
  );
  return exitCode.conformant;
}

/** Throws `UsageError` for what cannot happen to a run that was given its token: it signs in nowhere, and writes nothing. */
function refuseBesideToken(refuse: string | undefined, writes: WriteMode): void {
  if (writes !== 'none')
    throw new UsageError(
      `--writes ${writes} needs another --credential; token only reads, as GRAPH_CREDENTIAL=token does`,
    );
  if (refuse !== undefined && troubles[refuse]?.options.refuse)
    throw new UsageError(
      `--refuse ${refuse} answers a request for a token, and with --credential token there is none; name another --credential`,
    );
}

const troubleNames = Object.keys(troubles);

function oneOf<T extends string>(option: string, given: string, names: readonly T[]): T {
  const found = names.find((name) => name === given);
  if (found !== undefined) return found;
  throw new UsageError(`${option} ${given} is not one of ${names.join(', ')}${didYouMean(given, names)}`);
}

function mannersIn(values: Values<typeof command>): Manners {
  const share = (name: keyof Manners): number => {
    const text = values[name] ?? '0';
    if (/^(?:0|1|0?\.\d+|1\.0+)$/.test(text)) return Number(text);
    throw new UsageError(`--${name} ${text} is not a share of requests; it must be a number from 0 to 1, such as 0.3`);
  };
  return { throttle: share('throttle'), outage: share('outage'), cut: share('cut') };
}

await runCommand(command, tenant);
