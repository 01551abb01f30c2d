import { UsageError } from '../option/usageError.ts';
import type { Interruption } from './interruption.ts';

/** What is wrong with a place where a server is to listen, by the code with which the system refuses it. */
const refusals: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something listens there already; name another --port, or --port 0 for a free one',
  EACCES: 'the system lets you not listen there; name a --port from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address; name one that it has in --host, such as 127.0.0.1',
  ENOTFOUND: 'no address has that name; name one of this machine in --host, such as 127.0.0.1',
  EAI_AGAIN: 'no address is found for that name; name one of this machine in --host, such as 127.0.0.1',
};

/** The port number in an argument, 0 for a free one; throws `UsageError` for anything else. */
export function portIn(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError(`--port ${text} is not a port number; it must be one from 0 to 65535`);
}

/** Waits for a server to listen at a place; throws `UsageError` if the system does not let it. */
export async function listening<T>(server: Promise<T>, place: string): Promise<T> {
  try {
    return await server;
  } catch (error) {
    const refusal = error instanceof Error && 'code' in error ? refusals[String(error.code)] : undefined;
    throw refusal === undefined ? error : new UsageError(`the server cannot listen on ${place}: ${refusal}`);
  }
}

/** Serves until somebody stops this process, which is how a server ends in good order; then it is closed. */
export async function serveUntilStopped(
  interruption: Interruption,
  close: () => Promise<void>,
  begin: () => void = () => undefined,
): Promise<void> {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  await interruption.heed({ stop }, async () => {
    try {
      begin();
      await stopped;
    } finally {
      await close();
    }
  });
}
