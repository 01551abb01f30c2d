import { loadContracts } from '../contracts/load.ts';
import { startMock } from '../mock/server.ts';
import { createApi } from '../model/api.ts';
import { counted } from '../report/text/counted.ts';
import { exitCode, runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { chosenFaults, faultList } from './option/mockFaults.ts';
import type { Interruption } from './process/interruption.ts';
import { listening, portIn, serveUntilStopped } from './process/listening.ts';

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

/** Serves the mock by itself and prints its base URL. */
async function mock(
  values: Values<typeof command>,
  _operands: readonly string[],
  interruption: Interruption,
): Promise<number> {
  if (values.faults === true) {
    process.stdout.write(`${faultList()}\n`);
    return exitCode.conformant;
  }
  const port = portIn(values.port ?? '4010');
  const { host = '127.0.0.1', token, fault = [], 'fault-on': on, 'fault-property': property } = values;
  const contracts = loadContracts();
  const api = createApi(contracts);
  const where = { ...(on === undefined ? {} : { on }), ...(property === undefined ? {} : { property }) };
  const faults = chosenFaults(fault, where, contracts.requests, api.types.model);
  const options = { api, port, host, faults, ...(token === undefined ? {} : { token }) };
  const running = await listening(startMock(options), `${host}, port ${port}`);
  const announce = (): void => {
    process.stdout.write(`mock listening on ${running.baseUrl}\n`);
  };
  await serveUntilStopped(interruption, () => running.close(), announce);
  running.fired().forEach((times, index) => {
    process.stdout.write(`${faults[index]?.name} made ${counted(times, 'answer')} wrong\n`);
  });
  return exitCode.conformant;
}

await runCommand(command, mock);
