import { parseArgs } from 'node:util';
import { startMock } from '../mock/server.ts';
import { exitCode, runCommand, UsageError } from './command.ts';

const usage = `usage: npm run mock -- [--port 4010] [--host 127.0.0.1] [--token <bearer token>]
  serves the mock until it is stopped; port 0 takes a free one; without --token it takes "mock-token"`;

/** Serves the mock by itself and prints its base URL. */
async function mock(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      token: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return exitCode.conformant;
  }
  const port = Number(values.port ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port} is no port number\n${usage}`);
  const { host, token } = values;
  const running = await startMock({
    port,
    ...(host === undefined ? {} : { host }),
    ...(token === undefined ? {} : { token }),
  });
  process.stdout.write(`mock listening on ${running.baseUrl}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await running.close();
  return exitCode.conformant;
}

await runCommand('mock', mock);
