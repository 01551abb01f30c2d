import { createApi } from '../contract/api.ts';
import { loadContracts } from '../contract/load.ts';
import { startMock } from '../mock/server.ts';
import { counted } from '../report/counted.ts';
import type { Values } from './arguments.ts';
import { exitCode, runCommand } from './command.ts';
import { chosenFaults, faultList } from './mockFaults.ts';
import { UsageError } from './usageError.ts';

const command = {
  name: 'mock',
  usage: `[--port 4010] [--host 127.0.0.1] [--token <bearer token>]
         [--fault <name>[=<value>] …] [--fault-on "<METHOD> <path template>"] [--fault-property <name>] [--faults]
  serves the mock until it is stopped; port 0 takes a free one; without --token it takes "mock-token";
  --faults lists the ways in which it can be wrong, --fault makes it so, at one request and in one property where told`,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    token: { type: 'string' },
    fault: { type: 'string', multiple: true },
    'fault-on': { type: 'string' },
    'fault-property': { type: 'string' },
    faults: { type: 'boolean' },
  },
} as const;

/** What is wrong with the place where the mock is to listen, by the code with which the system refuses it. */
const refusals: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something listens there already; name another --port, or --port 0 for a free one',
  EACCES: 'the system lets you not listen there; name a --port from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address; name one that it has in --host, such as 127.0.0.1',
  ENOTFOUND: 'no address has that name; name one of this machine in --host, such as 127.0.0.1',
  EAI_AGAIN: 'no address is found for that name; name one of this machine in --host, such as 127.0.0.1',
};

/** Serves the mock by itself and prints its base URL. */
async function mock(values: Values<typeof command>): Promise<number> {
  if (values.faults === true) {
    process.stdout.write(`${faultList()}\n`);
    return exitCode.conformant;
  }
  const port = Number(values.port ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port} is no port number; it must be one from 0 to 65535`);
  const { host = '127.0.0.1', token, fault = [], 'fault-on': on, 'fault-property': property } = values;
  const contracts = loadContracts();
  const api = createApi(contracts);
  const where = { ...(on === undefined ? {} : { on }), ...(property === undefined ? {} : { property }) };
  const faults = chosenFaults(fault, where, contracts.requests, api.types.model);
  const options = { api, port, host, faults, ...(token === undefined ? {} : { token }) };
  const running = await startMock(options).catch((error: unknown) => {
    const refusal = error instanceof Error && 'code' in error ? refusals[String(error.code)] : undefined;
    throw refusal === undefined ? error : new UsageError(`the mock cannot listen on ${host}, port ${port}: ${refusal}`);
  });
  process.stdout.write(`mock listening on ${running.baseUrl}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await running.close();
  running.fired().forEach((times, index) => {
    process.stdout.write(`${faults[index]?.name} made ${counted(times, 'answer')} wrong\n`);
  });
  return exitCode.conformant;
}

await runCommand(command, mock);
