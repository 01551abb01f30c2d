import { ArrangeError } from '../arrange/arrangeError.ts';
import { Arranger } from '../arrange/arranger.ts';
import { Session, type SessionOptions } from '../arrange/session.ts';
import type { Mock } from '../mock/server.ts';
import type { Api } from '../model/api.ts';
import { resourceOf } from '../model/requestContract.ts';
import type { Limits } from '../settings/limits.ts';
import { Client } from '../transport/client.ts';
import { Patience } from '../transport/time/patience.ts';

/** Limits of requests to a server in the same process. */
const limits: Limits = {
  deadline: 10_000,
  bodyBytes: 8 * 1024 * 1024,
  headerBytes: 32 * 1024,
  waiting: 0,
  idle: 0,
};
const waits = { window: 1000, total: 10_000 };

/**
 * Makes entities in a server with documented requests, so that a run that only reads finds something along every documented
 * GET path. All of them hang together, so that few requests lead from one to the next. The entities stay.
 */
export async function populate(
  { baseUrl }: Mock,
  token: string,
  api: Api,
  upload: SessionOptions['upload'],
): Promise<void> {
  const client = new Client({ baseUrl, limits, token: async () => token, redact: (text) => text });
  const session = new Session({ api, client, patience: new Patience(waits), seed: 'tenant', upload }, 'tenant');
  const reads = api.requests.filter(({ request }) => request.method === 'GET');
  const [first] = reads;
  if (!first) return;
  const arranger = new Arranger(session, resourceOf(first));
  try {
    for (const type of new Set(reads.map(resourceOf))) await ifPossible(() => arranger.obtain(type));
    for (const read of reads)
      for (const path of read.request.paths)
        await ifPossible(async () => {
          await arranger.provide(path);
          await arranger.reach(path, ({ end }) => !end || api.types.model.isA(end.type, resourceOf(read)));
        });
  } finally {
    await client.close();
  }
}

/** Leaves out what no documented request can make. */
async function ifPossible(arrange: () => Promise<unknown>): Promise<void> {
  try {
    await arrange();
  } catch (error) {
    if (!(error instanceof ArrangeError)) throw error;
  }
}
