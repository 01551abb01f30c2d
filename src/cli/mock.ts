import { parseArgs } from 'node:util';
import { createApi } from '../contract/api.ts';
import { loadContracts } from '../contract/load.ts';
import { startMock } from '../mock/server.ts';
import { counted } from '../report/counted.ts';
import { exitCode, runCommand, UsageError } from './command.ts';
import { chosenFaults, faultList } from './mockFaults.ts';

const usage = `usage: npm run mock -- [--port 4010] [--host 127.0.0.1] [--token <bearer token>]
         [--fault <name>[=<value>] …] [--fault-on "<METHOD> <path template>"] [--fault-property <name>] [--faults]
  serves the mock until it is stopped; port 0 takes a free one; without --token it takes "mock-token";
  --faults lists the ways in which it can be wrong, --fault makes it so, at one request and in one property where told`;

/** Serves the mock by itself and prints its base URL. */
async function mock(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      token: { type: 'string' },
      fault: { type: 'string', multiple: true },
      'fault-on': { type: 'string' },
      'fault-property': { type: 'string' },
      faults: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return exitCode.conformant;
  }
  if (values.faults === true) {
    process.stdout.write(`${faultList()}\n`);
    return exitCode.conformant;
  }
  const port = Number(values.port ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port} is no port number\n${usage}`);
  const { host, token, fault = [], 'fault-on': on, 'fault-property': property } = values;
  const contracts = loadContracts();
  const requests = contracts.requests.flatMap(({ request }) =>
    request.paths.map((path) => `${request.method} ${path}`),
  );
  const where = { ...(on === undefined ? {} : { on }), ...(property === undefined ? {} : { property }) };
  const faults = chosenFaults(fault, where, requests);
  const running = await startMock({
    api: createApi(contracts),
    port,
    faults,
    ...(host === undefined ? {} : { host }),
    ...(token === undefined ? {} : { token }),
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

await runCommand('mock', mock);
